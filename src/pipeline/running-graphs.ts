import { FaceCurveError } from '../errors.ts';
import type { ChosenNetwork } from '../infer/index.ts';

/** The graphs on their backend. After the loss of a GPU they start again, on a new device or on the next backend. Owns them. */
export class RunningGraphs {
  private readonly start: () => Promise<ChosenNetwork>;
  private readonly onRecovered: ((error: FaceCurveError) => void) | undefined;
  private current: ChosenNetwork;

  constructor(
    current: ChosenNetwork,
    start: () => Promise<ChosenNetwork>,
    onRecovered?: (error: FaceCurveError) => void,
  ) {
    this.current = current;
    this.start = start;
    this.onRecovered = onRecovered;
  }

  get chosen(): ChosenNetwork {
    return this.current;
  }

  /** Does work with the graphs; once more where the GPU was lost meanwhile. */
  async use<Result>(work: (graphs: ChosenNetwork) => Promise<Result>): Promise<Result> {
    try {
      return await work(this.current);
    } catch (cause) {
      if (!(await this.current.network.lost())) throw cause;
      await this.restart(cause);
      return work(this.current);
    }
  }

  private async restart(cause: unknown): Promise<void> {
    const before = this.current.network.backend.name;
    this.dispose();
    this.current = await this.start();
    const now = this.current.network.backend.name;
    this.onRecovered?.(
      new FaceCurveError('gpu-lost', `The GPU device of ${before} was lost; ${now} has taken over.`, {
        remedy: 'None needed.',
        cause,
      }),
    );
  }

  dispose(): void {
    // Before the network, which stops the backend.
    this.current.companion?.dispose();
    this.current.network.dispose();
  }
}
