import { aResendApi } from './resend-api.ts';

// The stand-in of Resend in a process of its own. Says its port on standard output; `/tally` tells what it took.
const { url } = await aResendApi({ faults: JSON.parse(process.env.RESEND_FAULTS ?? '{}') });
console.log(new URL(url).port);
