import { html, render } from 'lit';

const words = { useCamera: 'Mirror' };

function draw(curves) {
  render(
    html`<face-curve
      src="photo.jpg"
      backend="wasm"
      ?webcam=${true}
      .words=${words}
      curves=${curves}
      @facecurve-result=${() => draw('age attractiveness')}
    ></face-curve>`,
    document.querySelector('#root'),
  );
}

draw('age');
