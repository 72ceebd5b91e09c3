/** Where a page of the review queue ended. */
export interface QueuePlace {
  confidence: number;
  id: string;
}

export const writeQueuePlace = ({ confidence, id }: QueuePlace): string => `${confidence}_${id}`;

export function readQueuePlace(text: string): QueuePlace | null {
  const [, confidence, id] = /^(-?\d(?:\.\d+)?(?:e-\d+)?)_([\w-]{1,64})$/.exec(text) ?? [];
  return confidence && id ? { confidence: Number(confidence), id } : null;
}
