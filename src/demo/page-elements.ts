/** Returns the element with this id in index.html. @throws TypeError if it is missing */
export function pageElement<Type extends Element>(id: string, type: new () => Type): Type {
  const element = document.getElementById(id);
  if (element instanceof type) return element;
  throw new TypeError(`index.html has no ${type.name} #${id}.`);
}
