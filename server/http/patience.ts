import type { Server, ServerOptions, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** How long a connection may take for what, in milliseconds. */
export interface Patience {
  /** From the connection, or the first byte of a request, to the end of its head. */
  head: number;
  /** To the end of a whole request; a file to import takes what it takes. */
  request: number;
  /** Between two requests. */
  keepAlive: number;
  /** Without a byte either way: longer than the check of the largest file. */
  silence: number;
  checkEvery: number;
}

export const PATIENCE: Patience = {
  head: 15_000,
  request: 60_000,
  keepAlive: 20_000,
  silence: 15 * 60_000,
  checkEvery: 5_000,
};

export const patienceOptions = ({ head, request, keepAlive, checkEvery }: Patience): ServerOptions => ({
  headersTimeout: head,
  requestTimeout: request,
  keepAliveTimeout: keepAlive,
  connectionsCheckingInterval: checkEvery,
});

/**
 * Closes connections that take too long, but for an upload under way, which Node's clock for requests would cut off
 * however fast it comes. Node asks once for each request and not again.
 */
export function closeTheSlow(server: Server, { silence }: Patience): void {
  const responses = new WeakMap<Duplex, ServerResponse>();
  server.setTimeout(silence);
  server.on('request', (request, response) => responses.set(request.socket, response));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const response = responses.get(socket);
    const isUnderWay = response !== undefined && !response.writableFinished;
    if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && isUnderWay && isUpload(response)) return;
    const isBegun = isUnderWay && response.headersSent;
    if (socket.writable && !isBegun && error.code !== 'ECONNRESET')
      socket.write(`HTTP/1.1 ${statusOf(error.code)}\r\nConnection: close\r\n\r\n`);
    socket.destroy();
  });
}

// A file to import, and a list of reward codes.
const UPLOAD = /^\/api\/(?:import|programs\/[^/?]+\/reward-codes(?:\?|$))/;

const isUpload = ({ req }: ServerResponse): boolean => UPLOAD.test(req.url ?? '');

/** As Node answers where nobody listens. */
function statusOf(code: string | undefined): string {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return '408 Request Timeout';
  if (code === 'HPE_HEADER_OVERFLOW') return '431 Request Header Fields Too Large';
  return code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW' ? '413 Payload Too Large' : '400 Bad Request';
}
