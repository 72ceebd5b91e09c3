import { useSyncExternalStore } from 'react';

const minuteMs = 60_000;
const thisMinute = () => Math.floor(Date.now() / minuteMs) * minuteMs;
const everyFewSeconds = (onChange: () => void) => {
  const timer = setInterval(onChange, 5_000);
  return () => clearInterval(timer);
};

/** The present minute; what shows it is drawn anew when the minute turns. */
export function useNow(): Date {
  return new Date(useSyncExternalStore(everyFewSeconds, thisMinute));
}
