import { expect, test } from 'vitest';
import { inlinedResponse } from './inlined-response.ts';

test('a file that a bundler wrote into its module is read without a request', async () => {
  const address = `data:application/json;base64,${Buffer.from('{"name":"é"}').toString('base64')}`;
  expect(await inlinedResponse(address)?.json()).toEqual({ name: 'é' });
});

test('other addresses are fetched', () => {
  expect(inlinedResponse('https://example.com/data:base64,')).toBeNull();
});
