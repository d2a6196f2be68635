/** Categories of tfjs-converter that hold the operations of our graph: Const and Placeholder, Sub, Mul and BiasAdd, … */
const CATEGORIES = ['arithmetic', 'convolution', 'graph', 'matrices', 'reduction'];

/** tfjs-core's operations that these categories call for our graph. */
const OPERATIONS = ['add', 'fused', 'matMul', 'maxPool', 'mean', 'mul', 'sub'];

const LEFT_OUT = '\0left-out-of-tfjs';
const USED_OPERATIONS = '\0used-tfjs-operations';

/**
 * Removes the operations of tfjs-converter that our graph does not use, 36 KB after compression: tfjs-converter has no entry
 * point for single operations. A graph with another operation fails its golden vectors, and so every browser test, at once.
 * @returns {import('vite').Plugin}
 */
export function graphOperations() {
  return {
    name: 'facecurve-graph-operations',
    apply: 'build',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!importer?.includes('tfjs-converter')) return null;
      if (source.endsWith('tfjs-core/dist/ops/ops_for_converter')) return USED_OPERATIONS;
      const category = /\/(?:op_list\/|executors\/)(\w+?)(?:_executor)?$/.exec(source)?.[1];
      if (category === undefined || category === 'utils' || CATEGORIES.includes(category)) return null;
      return LEFT_OUT;
    },
    load(id) {
      if (id === USED_OPERATIONS) return `export { ${OPERATIONS.join(', ')} } from '@tensorflow/tfjs-core';`;
      if (id !== LEFT_OUT) return null;
      return `export const json = [];
        export function executeOp(node) { throw new TypeError('No part of this build: ' + node.op); }`;
    },
  };
}
