/** Runs in a page in forced colours: names the texts that hardly differ from their ground. @param chosen selector of elements with text */
export function faintTexts(chosen: string): string[] {
  const lightness = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    return 0.3 * red + 0.6 * green + 0.1 * blue;
  };
  const groundOf = (start: Element) => {
    for (let at: Element | null = start; at !== null; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (!/^rgba.*, 0\)$/.test(backgroundColor)) return backgroundColor;
    }
    return getComputedStyle(document.documentElement).backgroundColor;
  };
  const root = document.querySelector('face-curve')?.shadowRoot ?? document;
  const texts = [...root.querySelectorAll(chosen)].filter((text) => text.checkVisibility());
  if (texts.length === 0) return [`nothing is ${chosen}`];
  return texts.flatMap((text) => {
    const { color, fill } = getComputedStyle(text);
    const ink = text instanceof SVGElement ? fill : color;
    const contrast = Math.abs(lightness(ink) - lightness(groundOf(text)));
    return contrast < 90 ? [`${text.textContent?.trim()}: ${ink} on ${groundOf(text)}`] : [];
  });
}
