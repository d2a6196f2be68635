/** Categories of tfjs-converter that hold the operations of our graphs: Const and Placeholder, Sub, Mul and BiasAdd, … */
const CATEGORIES = ['arithmetic', 'convolution', 'graph', 'matrices', 'reduction'];

/** tfjs-core's operations that these categories call for our graphs. */
const OPERATIONS = ['add', 'fused', 'matMul', 'maxPool', 'mean', 'mul', 'pad', 'relu', 'sub'];

/** The one operation of a large category, and how tfjs-converter calls it: only the detector's graph has these. */
const SINGLE = /** @type {Readonly<Record<string, { name: string, call: string }>>} */ ({
  basic_math: { name: 'Relu', call: "ops.relu(given('x'))" },
  transformation: { name: 'Pad', call: "ops.pad(given('x'), given('padding'), given('constantValue'))" },
});
const SINGLE_LIST = '\0list-of-tfjs-';
const SINGLE_EXECUTOR = '\0executor-of-tfjs-';

const LEFT_OUT = '\0left-out-of-tfjs';
const USED_OPERATIONS = '\0used-tfjs-operations';
const USED_INPUT = '\0used-tfjs-input';

/**
 * Removes the operations of tfjs-converter that our graphs do not use, 36 KB after compression: tfjs-converter has no entry
 * point for single operations. A graph with another operation fails its golden vectors, and so every browser test, at once.
 * Of the ways in which tfjs-core loads a graph, the one from memory is left: we fetch and check the files ourselves.
 * @param {{ keepLoaders?: boolean }} [options] `keepLoaders`: for a test that loads our graph by tfjs alone
 * @returns {import('vite').Plugin}
 */
export function graphOperations({ keepLoaders = false } = {}) {
  return {
    name: 'facecurve-graph-operations',
    apply: 'build',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!keepLoaders && source === './io/io' && importer?.includes('tfjs-core')) return USED_INPUT;
      if (!importer?.includes('tfjs-converter')) return null;
      if (source.endsWith('tfjs-core/dist/ops/ops_for_converter')) return USED_OPERATIONS;
      const [, kind, category] = /\/(op_list|executors)\/(\w+?)(?:_executor)?$/.exec(source) ?? [];
      if (category !== undefined && category in SINGLE) {
        return (kind === 'op_list' ? SINGLE_LIST : SINGLE_EXECUTOR) + category;
      }
      if (category === undefined || category === 'utils' || CATEGORIES.includes(category)) return null;
      return LEFT_OUT;
    },
    load(id) {
      if (id === USED_OPERATIONS) return `export { ${OPERATIONS.join(', ')} } from '@tensorflow/tfjs-core';`;
      if (id === USED_INPUT) {
        return `export { decodeWeights } from '@tensorflow/tfjs-core/dist/io/io_utils';
          export { fromMemory } from '@tensorflow/tfjs-core/dist/io/passthrough';`;
      }
      if (id.startsWith(SINGLE_LIST)) return singleList(id.slice(SINGLE_LIST.length));
      if (id.startsWith(SINGLE_EXECUTOR)) return singleExecutor(id.slice(SINGLE_EXECUTOR.length));
      if (id !== LEFT_OUT) return null;
      return `export const json = [];
        export function executeOp(node) { throw new TypeError('No part of this build: ' + node.op); }`;
    },
  };
}

/** @param {string} category */
async function singleList(category) {
  /** @type {{ json: readonly { tfOpName: string }[] }} */
  const { json } = await import(`@tensorflow/tfjs-converter/dist/operations/op_list/${category}.js`);
  return `export const json = ${JSON.stringify(json.filter(({ tfOpName }) => tfOpName === SINGLE[category]?.name))};`;
}

/** @param {string} category */
function singleExecutor(category) {
  return `import * as ops from '@tensorflow/tfjs-core';
    import { getParamValue } from '@tensorflow/tfjs-converter/dist/operations/executors/utils';
    export function executeOp(node, tensorMap, context) {
      const given = (name) => getParamValue(name, node, tensorMap, context);
      return [${SINGLE[category]?.call}];
    }`;
}
