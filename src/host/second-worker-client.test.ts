import { expect, test } from 'vitest';
import { SecondWorkerClient } from './second-worker-client.ts';
import type { SecondWorkerRequest } from './second-worker-protocol.ts';

const wishes = { attributes: ['age' as const], withExplanation: false };

/** A client, and what arrives at a second worker that answers each call with no faces. */
function clientAndRequests(): { client: SecondWorkerClient; requests: string[]; end: () => void } {
  const { port1, port2 } = new MessageChannel();
  const requests: string[] = [];
  port2.onmessage = ({ data }: MessageEvent<SecondWorkerRequest>) => {
    requests.push(data.type);
    if ('call' in data) port2.postMessage({ type: 'estimated', call: data.call, estimates: [] });
  };
  return { client: new SecondWorkerClient(port1), requests, end: () => port2.close() };
}

/** Something that can be transferred, as a bitmap can; Node has no bitmaps. */
function photo(isSpare = true) {
  return { bitmap: new ArrayBuffer(8) as unknown as ImageBitmap, isSpare: () => isSpare };
}

test('a photo is sent ahead where the second worker was of use for the one before', async () => {
  const { client, requests, end } = clientAndRequests();
  const first = client.helperFor(photo(), wishes);
  expect(first.sendAhead()).toBe(false);
  await first.estimate([]);
  client.release();

  expect(client.helperFor(photo(false), wishes).sendAhead()).toBe(false);
  expect(client.helperFor(photo(), wishes).sendAhead()).toBe(true);
  client.release();

  expect(client.helperFor(photo(), wishes).sendAhead()).toBe(false);
  client.release();
  await expect.poll(() => requests).toEqual(['hold', 'estimate', 'release', 'hold', 'release']);
  end();
});

test('nothing is sent ahead to a second worker that is gone', async () => {
  const { client } = clientAndRequests();
  await client.helperFor(photo(), wishes).estimate([]);
  client.release();
  client.end();
  expect(client.helperFor(photo(), wishes).sendAhead()).toBe(false);
});
