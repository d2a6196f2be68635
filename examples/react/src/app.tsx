import 'facecurve/react';
import { useEffect, useState } from 'react';

export function App() {
  const [photo, setPhoto] = useState<File>();
  const [said, setSaid] = useState('');
  const src = useAddress(photo) ?? 'photo.jpg';
  return (
    <>
      <h1>How old does this face look?</h1>
      <p>
        <label>
          Photo <input type="file" accept="image/*" onChange={({ target }) => setPhoto(target.files?.[0])} />
        </label>
      </p>
      {/* React 19 sets attributes and properties of custom elements, and "on" + the event's name listens. */}
      <face-curve
        src={src}
        curves="age attractiveness"
        onfacecurve-result={({ detail }) => setSaid(`${detail.faces.length} face(s) in the picture.`)}
        onfacecurve-error={({ detail }) => setSaid(detail.error.message)}
      />
      <p>{said}</p>
    </>
  );
}

/** Makes an address for the file, and frees the address when the file is no longer shown. */
function useAddress(file: File | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (file === undefined) return;
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}
