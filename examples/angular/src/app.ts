import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import type { FaceCurveEventMap } from 'facecurve/element';

@Component({
  selector: 'app-root',
  // Without this Angular would search for a component of this name.
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  // angular.json copies the package to facecurve/, since Angular leaves the worker and the assets behind.
  template: `
    <h1>How old does this face look?</h1>
    <face-curve
      src="photo.jpg"
      assets="facecurve/assets/"
      curves="age attractiveness"
      (facecurve-result)="show($event)"
      (facecurve-error)="fail($event)"
    ></face-curve>
    <p>{{ said() }}</p>
  `,
})
export class App {
  protected readonly said = signal('');

  protected show({ detail }: FaceCurveEventMap['facecurve-result']): void {
    this.said.set(`${detail.faces.length} face(s) in the picture.`);
  }

  protected fail({ detail }: FaceCurveEventMap['facecurve-error']): void {
    this.said.set(detail.error.message);
  }
}
