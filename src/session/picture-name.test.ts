import { expect, it } from 'vitest';
import { FaceCurveError } from '../errors.ts';
import { asEstimator, FakeEstimator, fakeFace, fakeSession, settled } from './fake-session.ts';

const photo = new Blob(['photo']);

it('a picture that is not of the user is announced with its name, and the next one without', async () => {
  const { session, starts, said } = fakeSession();
  void session.openPicture(photo, 'Sample: old age');
  await settled();
  const estimator = new FakeEstimator();
  starts[0]?.result.resolve(asEstimator(estimator));
  estimator.answer.resolve([fakeFace()]);
  await settled();
  expect(session.screen.pictureName).toBe('Sample: old age');
  expect(said.at(-1)).toMatch(/^Sample: old age\. One face\./);
  void session.openPicture(photo);
  await settled();
  expect(session.screen.pictureName).toBe('');
  expect(said.at(-1)).toMatch(/^One face\./);
});

it('a session is in use once something was asked for, not while it only loads', async () => {
  const { session, starts } = fakeSession();
  void session.load();
  await settled();
  starts[0]?.result.resolve(asEstimator(new FakeEstimator()));
  await settled();
  expect(session.isInUse).toBe(false);
  void session.openPicture(photo);
  expect(session.isInUse).toBe(true);

  const { session: refused } = fakeSession();
  refused.refuse(new FaceCurveError('image-unreadable', 'Broken.'));
  expect(refused.isInUse).toBe(true);

  const { session: filmed } = fakeSession();
  void filmed.useCamera();
  filmed.stop('stopped');
  expect(filmed.isInUse).toBe(true);
});
