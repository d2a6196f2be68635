/** Lit makes its policy of this name, which a page allows once; another copy of Lit in the page needs it too. */
const LITS_POLICY = /(\w+)\?\1\.createPolicy\("lit-html",(\{createHTML:\w+=>\w+\})\):void 0/;

/**
 * Gives the bundled Lit a Trusted Types policy of its own name. Where the page refuses the name, as for a second copy of the
 * element, the import does not fail.
 * @returns {import('vite').Plugin}
 */
export function ownPolicy() {
  return {
    name: 'facecurve-own-policy',
    enforce: 'pre',
    transform(code, id) {
      if (!/[\\/]lit-html[\\/](node[\\/])?lit-html\.js$/.test(id)) return null;
      if (!LITS_POLICY.test(code)) throw new Error('This version of Lit is made otherwise.');
      return code.replace(
        LITS_POLICY,
        '(()=>{try{return $1?.createPolicy("facecurve-element",$2)}catch{}})()',
      );
    },
  };
}
