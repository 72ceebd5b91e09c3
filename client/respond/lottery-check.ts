interface Checked {
  seedHash: string;
  seed: string;
  ticketsHash: string;
  winners: number;
  ticketsUrl: string;
}

/** A program of its own, in a language most computers have, that repeats a draw from what is public. */
export function checkProgram({ seedHash, seed, ticketsHash, winners, ticketsUrl }: Checked): string {
  return `# python3 check.py
import hashlib, hmac, urllib.request
seed = "${seed}"
tickets = urllib.request.urlopen("${ticketsUrl}").read()
sha256 = lambda data: hashlib.sha256(data).hexdigest()
assert sha256(seed.encode()) == "${seedHash}"
tickets_hash = sha256(tickets)
assert tickets_hash == "${ticketsHash}"
numbers = list(range(1, tickets.count(b"\\n") + 1))
counter = 0
for place in range(min(${winners}, len(numbers))):
    left = len(numbers) - place
    while True:
        text = f"{tickets_hash} {counter}".encode()
        counter += 1
        chance = int(hmac.new(seed.encode(), text, "sha256").hexdigest()[:12], 16)
        if chance < 2**48 // left * left:
            break
    other = place + chance % left
    numbers[place], numbers[other] = numbers[other], numbers[place]
    print(numbers[place])
`;
}
