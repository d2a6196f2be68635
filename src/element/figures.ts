import { html, nothing, type TemplateResult } from 'lit';
import type { Phrase, Words } from '../languages/index.ts';
import type { AgeReading, Head, VotesReading } from '../session/index.ts';
import { type CurveView, INTERVAL_SHARES } from '../view/index.ts';

export interface AgeFigure {
  readonly words: Words;
  readonly plot: HTMLElement;
  readonly view: CurveView;
  readonly onView: (view: CurveView) => void;
  /** What the marks of the view stand for, where no key says so. */
  readonly caption: string;
}

/** While there is no curve: what goes on, in the places of a curve's parts, so that nothing moves when the curve comes. */
export function waitingFigure(
  { mode, head, share }: Extract<AgeReading, { kind: 'waiting' }>,
  { words, plot }: Pick<AgeFigure, 'words' | 'plot'>,
): TemplateResult {
  const isBusy = mode !== 'empty';
  return html`<section class="figure age" part="figure age" data-mode=${mode} aria-busy=${isBusy}>
    ${headTemplate(head)}
    <div class="plot-place">
      ${plot}
      ${isBusy ? progressTemplate(share, words) : nothing}
    </div>
    <div class="foot"></div>
  </section>`;
}

function progressTemplate(share: number | undefined, words: Words): TemplateResult {
  return share === undefined
    ? html`<progress part="progress" aria-label=${words.estimating}></progress>`
    : html`<progress part="progress" aria-label=${words.loading} .value=${share}></progress>`;
}

export function ageFigure(head: Head, figure: AgeFigure): TemplateResult {
  const { words, plot, view, caption } = figure;
  return html`<section class="figure age" part="figure age" data-mode="curve">
    ${headTemplate(head)}
    <div class="plot-place">${plot}</div>
    <div class="foot">
      ${viewSwitch(figure)} ${view === 'histogram' ? keyTemplate(words) : caption}
    </div>
  </section>`;
}

function viewSwitch({ words, view, onView }: AgeFigure): TemplateResult {
  const choice = (name: CurveView) => html`<label>
    <input type="radio" name="view" .checked=${view === name} @change=${() => onView(name)} />
    <span>${words.views[name]}</span>
  </label>`;
  return html`<fieldset class="choice view-switch" part="view-switch">
    <legend class="visually-hidden">${words.views.choice}</legend>
    ${choice('histogram')}${choice('cumulative')}${choice('dots')}
  </fieldset>`;
}

function keyTemplate(words: Words): TemplateResult {
  return html`<ul class="key" part="key" aria-label=${words.strengths}>
    ${INTERVAL_SHARES.map((share) => html`<li data-share=${share}>${words.percent(share / 100)}</li>`)}
  </ul>`;
}

/** The votes, or the reason why there are none. */
export function votesFigure(
  reading: VotesReading,
  { words, plot }: Pick<AgeFigure, 'words' | 'plot'>,
): TemplateResult {
  if (reading.kind !== 'curve') {
    return html`<section class="figure votes" part="figure votes" data-mode=${reading.kind}>
      <p class="eyebrow">${words.howRatersVoted}</p>
      <p class="note" part="sentence">${reading.note}</p>
    </section>`;
  }
  const { number, votes, say } = reading;
  return html`<section class="figure votes" part="figure votes" data-mode="curve">
    <p class="eyebrow">${words.howRatersVoted}</p>
    <div class="head">
      <p class="number" part="number">${number} <small>${words.outOf(votes)}</small></p>
      <p class="say" part="sentence">${phraseTemplate(say)}</p>
    </div>
    <div class="plot-place">${plot}</div>
    <p class="foot">${words.votesSource}</p>
  </section>`;
}

/** What is the matter and how to go on, in exactly the room of a curve. */
export function messageFigure(
  { message: { title, text, remedy }, failure, isNotice }: Extract<AgeReading, { kind: 'message' }>,
  words: Words,
  onReadNotice: () => void,
): TemplateResult {
  const { error, retry } = failure ?? {};
  const onPress = isNotice ? onReadNotice : retry;
  return html`<section class="figure message ${isNotice ? 'notice' : ''}" part="figure message" tabindex=${isNotice ? -1 : nothing}>
    <p class="message-title" part="message-title">${title}</p>
    <p class="message-text" part="sentence">${text}</p>
    ${remedy === '' ? nothing : html`<p class="message-remedy">${remedy}</p>`}
    ${error?.file === undefined ? nothing : html`<p class="message-file">${error.file}</p>`}
    ${
      onPress === undefined
        ? nothing
        : html`<button type="button" class="button" part="button" @click=${onPress}>
            ${isNotice ? words.readNotice : words.tryAgain}
          </button>`
    }
  </section>`;
}

function headTemplate({ eyebrow, number, say }: Head): TemplateResult {
  return html`<p class="eyebrow">${eyebrow}</p>
    <div class="head">
      <p class="number" part="number">${number}</p>
      <p class="say" part="sentence">${phraseTemplate(say)}</p>
    </div>`;
}

function phraseTemplate(phrase: Phrase): TemplateResult {
  return html`${phrase.map((part) => (typeof part === 'string' ? part : html`<b>${part.mark}</b>`))}`;
}
