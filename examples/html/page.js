// The element also reports its results as events.
const said = document.querySelector('#said');

document.querySelector('face-curve').addEventListener('facecurve-result', ({ detail }) => {
  said.textContent = `${detail.faces.length} face(s) in the picture.`;
});
document.querySelector('face-curve').addEventListener('facecurve-error', ({ detail }) => {
  said.textContent = detail.error.message;
});
