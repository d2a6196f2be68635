'use client';

import 'facecurve/element';
import { useState } from 'react';

export default function Page() {
  const [said, setSaid] = useState('');
  return (
    <>
      <h1>How old does this face look?</h1>
      <face-curve
        src="photo.jpg"
        curves="age attractiveness"
        onfacecurve-result={({ detail }) => setSaid(`${detail.faces.length} face(s) in the picture.`)}
        onfacecurve-error={({ detail }) => setSaid(detail.error.message)}
      />
      <p>{said}</p>
    </>
  );
}
