import { expect, test } from 'vitest';
import { judgeAudit } from './judge.mjs';

const shipped = new Set(['lit', 'image-size']);

test('vulnerabilities of shipped packages are told apart from those of tools', () => {
  const vulnerabilities = {
    'image-size': { severity: 'high', range: '<2.0.2' },
    vite: { severity: 'low', range: '<9' },
  };
  expect(judgeAudit(JSON.stringify({ auditReportVersion: 2, vulnerabilities }), shipped)).toEqual({
    shipped: ['image-size <2.0.2: high'],
    others: ['vite <9: low'],
  });
  expect(judgeAudit(`npm warn something\n${JSON.stringify({ vulnerabilities: {} })}\n`, shipped)).toEqual({
    shipped: [],
    others: [],
  });
});

test.each([
  ['a registry that does not know the question', '{"message":"405 Method Not Allowed","statusCode":405}'],
  ['no network', 'npm error code ENOTFOUND'],
  ['half an answer', '{"vulnerabilities":{"lit":'],
])('%s is no answer, and never a clean one', (_, output) => {
  expect(judgeAudit(output, shipped)).toBeNull();
});
