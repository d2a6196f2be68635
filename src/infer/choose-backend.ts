import { type AssetLoader, type GraphFiles, isWasmForbidden } from '../assets/index.ts';
import { FaceCurveError, isAbort, throwScriptMissing, toFaceCurveError } from '../errors.ts';
import type { BackendChoice, BackendName } from '../types.ts';
import type { Backend, StartBackend } from './backend.ts';
import { Graph } from './graph.ts';
import { missingHardware } from './hardware.ts';
import type { ModelFiles } from './model-files.ts';
import { Network } from './network.ts';
import { wasmFile } from './wasm-file.ts';

export interface RejectedBackend {
  readonly backend: BackendName;
  readonly reason: string;
}

/** A graph that is to run beside the network, on the same backend. */
export interface Companion {
  readonly files: Promise<GraphFiles>;
  /** Throws where the backend computes the graph wrongly, so that the backend is rejected. */
  readonly check: (graph: Graph, backend: BackendName) => Promise<void>;
}

export interface ChosenNetwork {
  readonly network: Network;
  /** Null where no companion was asked for. */
  readonly companion: Graph | null;
  readonly rejected: readonly RejectedBackend[];
}

const LADDER: readonly BackendName[] = ['webgpu', 'webgl', 'wasm'];

const starts: Readonly<Record<BackendName, StartBackend>> = {
  webgpu: async () => (await import('./webgpu.ts').catch(throwScriptMissing)).startWebgpu(),
  webgl: async () => (await import('./webgl.ts').catch(throwScriptMissing)).startWebgl(),
  wasm: async (loader) => {
    assertWasmIsAllowed();
    const [{ startWasm }, file] = await Promise.all([
      import('./wasm.ts').catch(throwScriptMissing),
      wasmFile(loader),
    ]);
    return startWasm(file);
  },
};

/** tfjs itself would wait for ever. */
function assertWasmIsAllowed(): void {
  if (!isWasmForbidden()) return;
  throw new FaceCurveError('backend-unavailable', 'WebAssembly is forbidden.', {
    remedy: "A content security policy needs script-src 'wasm-unsafe-eval'.",
  });
}

/**
 * Starts the network on the chosen backend; for `auto` on the first of webgpu, webgl and wasm that runs on hardware and
 * reproduces the golden vectors, the companion's too. The backend starts while the files are still being fetched, and of the
 * two graphs the one whose files come first is checked meanwhile.
 * @throws FaceCurveError `backend-unavailable` or `backend-wrong-results` for a forced backend, and for `auto` if none is left.
 */
export async function chooseNetwork(
  files: ModelFiles | Promise<ModelFiles>,
  choice: BackendChoice,
  loader: AssetLoader,
  companion: Companion | null | Promise<Companion | null> = null,
): Promise<ChosenNetwork> {
  const loaded = Promise.all([files, Promise.resolve(companion).then((wanted) => wanted?.files)]);
  loaded.catch(() => undefined);
  const run = async (name: BackendName) => startGraphs(files, companion, await start(name, loader));
  if (choice !== 'auto') return { ...(await run(choice)), rejected: [] };
  const rejected: RejectedBackend[] = [];
  for (const name of LADDER) {
    // The next backend is fetched while the network's files still come in.
    const reason = await missingHardware(name).catch((error: unknown) => toFaceCurveError(error).message);
    if (reason !== null) {
      rejected.push({ backend: name, reason });
      continue;
    }
    try {
      return { ...(await run(name)), rejected };
    } catch (error) {
      // What could not be loaded is not the backend's fault.
      await loaded;
      if (isAbort(error) || isAssetError(error)) throw error;
      rejected.push({ backend: name, reason: toFaceCurveError(error).message });
    }
  }
  const reasons = rejected.map(({ backend, reason }) => `${backend}: ${reason}`).join(' ');
  throw new FaceCurveError('backend-unavailable', `No backend can run the network. ${reasons}`, {
    remedy:
      "Update the browser; it needs WebAssembly at least. A content security policy needs script-src 'wasm-unsafe-eval'.",
  });
}

async function start(name: BackendName, loader: AssetLoader): Promise<Backend> {
  try {
    return await starts[name](loader);
  } catch (error) {
    if (isAbort(error) || error instanceof FaceCurveError) throw error;
    throw new FaceCurveError('backend-unavailable', `${name} could not be started.`, {
      remedy: "Use backend: 'auto'.",
      cause: error,
    });
  }
}

/** Starts both graphs. The backend is stopped where one of them fails. */
async function startGraphs(
  files: ModelFiles | Promise<ModelFiles>,
  wanted: Companion | null | Promise<Companion | null>,
  backend: Backend,
): Promise<Omit<ChosenNetwork, 'rejected'>> {
  const [network, companion] = await Promise.allSettled([
    startNetwork(files, backend),
    startCompanion(wanted, backend),
  ]);
  if (network.status === 'fulfilled' && companion.status === 'fulfilled')
    return { network: network.value, companion: companion.value };
  // Before the backend is stopped.
  if (companion.status === 'fulfilled') companion.value?.dispose();
  if (network.status === 'rejected') backend.stop();
  else network.value.dispose();
  throw network.status === 'rejected' ? network.reason : (companion as PromiseRejectedResult).reason;
}

async function startNetwork(files: ModelFiles | Promise<ModelFiles>, backend: Backend): Promise<Network> {
  return Network.create(await files, backend);
}

async function startCompanion(
  wanted: Companion | null | Promise<Companion | null>,
  backend: Backend,
): Promise<Graph | null> {
  const companion = await wanted;
  if (companion === null) return null;
  const [files] = await Promise.all([companion.files, backend.loadMoreKernels()]);
  const graph = await Graph.load(files, backend);
  try {
    await companion.check(graph, backend.name);
    return graph;
  } catch (error) {
    graph.dispose();
    throw error;
  }
}

/** A missing or damaged file is not the backend's fault, and trying the next backend would hide it. */
function isAssetError(error: unknown): boolean {
  return error instanceof FaceCurveError && error.code.startsWith('asset-');
}
