import { html, nothing, type TemplateResult } from 'lit';
import type { LabelDistribution } from '../index.ts';
import type { FaceEstimate } from '../types.ts';
import { type CurveView, INTERVAL_SHARES, type Message, type Phrase, type Words } from '../view/index.ts';
import type { Shown } from './shown.ts';

interface Head {
  readonly eyebrow: string;
  readonly number: string;
  readonly say: string | TemplateResult;
}

export interface AgeFigure {
  readonly words: Words;
  readonly plot: HTMLElement;
  readonly view: CurveView;
  readonly onView: (view: CurveView) => void;
}

/** While there is no curve: what goes on, in the places of a curve's parts, so that nothing moves when it comes. */
export function waitingFigure(shown: Exclude<Shown, { mode: 'message' }>, figure: AgeFigure): TemplateResult {
  const head = waitingHead(shown, figure.words);
  const isBusy = shown.mode === 'loading' || shown.mode === 'looking';
  const share = shown.mode === 'loading' ? shown.progress.share : undefined;
  return html`<section class="figure age" part="figure age" data-mode=${shown.mode} aria-busy=${isBusy}>
    ${headTemplate(head)}
    <div class="plot-place">
      ${figure.plot}
      ${isBusy ? progressTemplate(share, figure.words) : nothing}
    </div>
    <div class="foot"></div>
  </section>`;
}

function waitingHead(shown: Exclude<Shown, { mode: 'message' }>, words: Words): Head {
  if (shown.mode === 'loading') {
    const { share, loadedBytes, totalBytes } = shown.progress;
    const say = share < 1 ? words.loaded(loadedBytes, totalBytes) : words.checking;
    return { eyebrow: words.gettingReady, number: words.percent(share), say };
  }
  if (shown.mode === 'looking') return { eyebrow: words.looking, number: '…', say: words.lookingAtPicture };
  return { eyebrow: words.looksAbout({ number: 1, count: 1 }), number: '?', say: words.noPicture };
}

function progressTemplate(share: number | undefined, words: Words): TemplateResult {
  return share === undefined
    ? html`<progress part="progress" aria-label=${words.looking}></progress>`
    : html`<progress part="progress" aria-label=${words.loading} .value=${share}></progress>`;
}

/** @param older where the line of the cumulative view stands */
export function ageFigure(
  age: LabelDistribution,
  { eyebrow, older }: { readonly eyebrow: string; readonly older: number },
  figure: AgeFigure,
): TemplateResult {
  const { words, plot, view } = figure;
  const phrase =
    view === 'cumulative' ? words.aboutOlder(older, age.probabilityAbove(older)) : words.aboutAge(age);
  return html`<section class="figure age" part="figure age" data-mode="curve">
    ${headTemplate({ eyebrow, number: words.years(age), say: phraseTemplate(phrase) })}
    <div class="plot-place">${plot}</div>
    <div class="foot">
      ${viewSwitch(figure)} ${view === 'histogram' ? keyTemplate(words) : nothing}
    </div>
  </section>`;
}

function viewSwitch({ words, view, onView }: AgeFigure): TemplateResult {
  const choice = (name: CurveView) => html`<label>
    <input type="radio" name="view" .checked=${view === name} @change=${() => onView(name)} />
    <span>${words.views[name]}</span>
  </label>`;
  return html`<fieldset class="view-switch" part="view-switch">
    <legend class="visually-hidden">${words.views.choice}</legend>
    ${choice('histogram')}${choice('cumulative')}
  </fieldset>`;
}

function keyTemplate(words: Words): TemplateResult {
  return html`<ul class="key" part="key" aria-label=${words.strengths}>
    ${INTERVAL_SHARES.map((share) => html`<li data-share=${share}>${words.percent(share / 100)}</li>`)}
  </ul>`;
}

/** The votes, or the reason why there are none. @param face null where there is no face to speak of */
export function votesFigure(
  face: FaceEstimate | null,
  { words, plot }: Pick<AgeFigure, 'words' | 'plot'>,
): TemplateResult {
  const votes = face?.attractiveness;
  if (votes === undefined) return votesNote(words.noVotesYet, 'none', words);
  if ('withheld' in votes) {
    const { text, remedy } = words.withheld[votes.withheld];
    return votesNote(`${text} ${remedy}`, 'withheld', words);
  }
  const number = html`${words.number(votes.expectation, 1)} <small>${words.outOf(votes)}</small>`;
  return html`<section class="figure votes" part="figure votes" data-mode="curve">
    <p class="eyebrow">${words.howRatersVoted}</p>
    <div class="head">
      <p class="number" part="number">${number}</p>
      <p class="say" part="sentence">${phraseTemplate(words.aboutVotes(votes))}</p>
    </div>
    <div class="plot-place">${plot}</div>
    <p class="foot">${words.votesSource}</p>
  </section>`;
}

function votesNote(note: string, mode: 'none' | 'withheld', words: Words): TemplateResult {
  return html`<section class="figure votes" part="figure votes" data-mode=${mode}>
    <p class="eyebrow">${words.howRatersVoted}</p>
    <p class="note" part="sentence">${note}</p>
  </section>`;
}

export interface MessageDetails {
  readonly words: Words;
  readonly file?: string | undefined;
  readonly retry?: (() => void) | undefined;
}

/** What is the matter and the way on, in exactly the room of a curve. */
export function messageFigure(
  { title, text, remedy }: Message,
  { words, file, retry }: MessageDetails,
): TemplateResult {
  return html`<section class="figure message" part="figure message">
    <p class="message-title" part="message-title">${title}</p>
    <p class="message-text" part="sentence">${text}</p>
    ${remedy === '' ? nothing : html`<p class="message-remedy">${remedy}</p>`}
    ${file === undefined ? nothing : html`<p class="message-file">${file}</p>`}
    ${
      retry === undefined
        ? nothing
        : html`<button type="button" class="button" part="button" @click=${retry}>${words.tryAgain}</button>`
    }
  </section>`;
}

function headTemplate({ eyebrow, number, say }: Head): TemplateResult {
  return html`<p class="eyebrow">${eyebrow}</p>
    <div class="head">
      <p class="number" part="number">${number}</p>
      <p class="say" part="sentence">${say}</p>
    </div>`;
}

function phraseTemplate(phrase: Phrase): TemplateResult {
  return html`${phrase.map((part) => (typeof part === 'string' ? part : html`<b>${part.mark}</b>`))}`;
}
