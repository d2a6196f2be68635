/** The element with this id in index.html, which the page cannot do without. */
export function pageElement<Type extends Element>(id: string, type: new () => Type): Type {
  const element = document.getElementById(id);
  if (element instanceof type) return element;
  throw new TypeError(`index.html has no ${type.name} #${id}.`);
}
