/** A refusal the user should understand: returned, not thrown. `code` selects the sentence and the next step. */
export interface Failure<Code extends string = FailureCode> {
  code: Code
  /** What it concerns: a file's name, a field. */
  subject: string
  /** A detail for the sentence: a limit, a count, a version. */
  detail?: string
}

export type Result<T, Code extends string = FailureCode> =
  { ok: true; value: T } | { ok: false; failure: Failure<Code> }

interface Help {
  says: (subject: string, detail: string) => string
  next: string
}

/** One exhaustive table: a code without a sentence is a type error. */
const table = {
  'file-empty': {
    says: (s) => `${s} is empty, so there is nothing to import.`,
    next: 'Check that the file was saved, then import it again.',
  },
  'file-too-large': {
    says: (s, d) => `${s} is larger than ${d}, the most that can be imported in one file.`,
    next: 'Split it into smaller files and import those.',
  },
  'file-binary': {
    says: (s) => `${s} does not hold text, so it cannot be searched.`,
    next: 'Export it as PDF, Word, Markdown or plain text and import that.',
  },
  'file-unsupported': {
    says: (s, d) => `${s} is ${d || 'a kind of file'} that Preflight cannot read.`,
    next: 'Export it as PDF, Word, Markdown or plain text and import that.',
  },
  'file-anki': {
    says: (s) => `${s} holds an Anki collection, which Preflight does not import yet.`,
    next: 'In Anki, export its notes as plain text (.txt) and import that.',
  },
  'file-recording': {
    says: (s) => `${s} is a recording, so there is no text in it to search.`,
    next: 'Import a transcript of it, if you have one.',
  },
  'file-no-note': {
    says: (s, d) => `${s} was left out: it is ${d || 'a file'} and no note.`,
    next: 'Copy what you need of it into a note.',
  },
  'file-no-text': {
    says: (s, d) => `${s} has no text layer${d ? ` (${d})` : ''}, so it cannot be searched.`,
    next: 'Export it with text recognition (OCR) and import it again.',
  },
  'file-crashes': {
    says: (s) => `${s} brought the import down twice, so it was left out.`,
    next: 'Split it, or save it again in the program it came from, and import that.',
  },
  'image-unused': {
    says: (s) => `${s} was left out: none of the imported notes shows it.`,
    next: 'Import it together with the note that shows it.',
  },
  'file-too-deep': {
    says: (s) => `${s} is nested too deeply to read safely.`,
    next: 'Flatten its lists or quotes and import it again.',
  },
  'file-unreadable': {
    says: (s, d) => `${s} could not be read${d ? `: ${d}` : ''}.`,
    next: 'Check that it is still there and not open elsewhere, then import it again.',
  },
  'file-broken': {
    says: (s, d) => `${s} is damaged${d ? ` (${d})` : ''}, so it could not be read.`,
    next: 'Download or save it again: the copy may have stopped half-way.',
  },
  'file-locked': {
    says: (s) => `${s} is protected by a password.`,
    next: 'Open it with the password, save a copy without one, and import that.',
  },
  'file-protected': {
    says: (s) => `${s} is copy-protected, so only its shop’s own reader can open it.`,
    next: 'Import a copy without protection, if its publisher offers one.',
  },
  'file-mistaken': {
    says: (s, d) => `${s} is not what its name says: it is ${d}.`,
    next: 'Give it the right ending, or save it again in the program it came from.',
  },
  'zip-broken': {
    says: (s) => `${s} is not a complete zip file.`,
    next: 'Download or export it again: the copy may have stopped half-way.',
  },
  'zip-encrypted': {
    says: (s) => `${s} is protected by a password.`,
    next: 'Unpack it yourself and import the files.',
  },
  'zip-bomb': {
    says: (s, d) => `${s} unpacks to far more than it should (${d}), so it was stopped.`,
    next: 'Unpack it yourself and import the files you need.',
  },
  'zip-nested': {
    says: (s) => `${s} is a zip in a zip in a zip, and was left packed.`,
    next: 'Unpack it yourself and import the files you need.',
  },
  'zip-too-many': { says: (s, d) => `${s} holds more than ${d} files.`, next: 'Import a part of it at a time.' },
  'zip-unsafe-path': {
    says: (s, d) => `${s} holds an entry with an unsafe path (${d}), which was left out.`,
    next: 'Nothing to do, unless you need that file: unpack and import it by itself.',
  },
  'too-many-files': { says: (s, d) => `${s} holds more than ${d} files.`, next: 'Import a part of it at a time.' },
  'storage-full': {
    says: (s) => `There is no room left on this device for ${s}. It was not saved.`,
    next: 'Free some space or delete notes you no longer need, then try again.',
  },
  'storage-closed': {
    says: () => 'The browser closed the storage. Nothing that was saved is lost.',
    next: 'Reload the page.',
  },
  'storage-failed': {
    says: (s, d) => `${s} could not be saved${d ? `: ${d}` : ''}.`,
    next: 'Try again. If it happens again, export a backup and reload.',
  },
  'backup-not-ours': {
    says: (s) => `${s} is not a Preflight backup.`,
    next: 'Choose a file that "Export backup" made (preflight-….zip).',
  },
  'backup-newer': {
    says: (s, d) => `${s} was made by a newer version of Preflight (format ${d}).`,
    next: 'Update this app (reload while online), then restore it.',
  },
  'backup-broken': {
    says: (s, d) => `${s} is damaged${d ? `: ${d}` : ''}. Nothing was changed.`,
    next: 'Use another copy of the backup, or an automatic one below.',
  },
  'card-empty': { says: (s) => `${s} is empty.`, next: 'Write something there, then save.' },
  'card-changed': {
    says: (s) => `${s} was changed in another tab since you opened it. Your version was not saved.`,
    next: 'Copy what you need, then discard your version to see the other.',
  },
  'card-no-cloze': { says: () => 'The text has no gap to fill.', next: 'Wrap a word in {{c1::…}}, then save.' },
  'card-no-distractors': {
    says: () => 'A choice needs at least two wrong answers.',
    next: 'Add one to a line, then save.',
  },
  'model-not-there': {
    says: (s, d) => `${d} has no ${s} of this model.`,
    next: 'Check where models come from, below, then try again.',
  },
  'model-file-wrong': {
    says: (s, d) => `${s} came from ${d} and is not the file it should be, so it was thrown away.`,
    next: 'Try again later, or set another address below.',
  },
  'model-no-room': {
    says: (s) => `There is no room left on this device for ${s}. What has come of the model is kept.`,
    next: 'Free some space on the device, then go on: nothing is downloaded twice.',
  },
  'model-blocked': {
    says: (s) => `The app’s own security policy did not let it ask ${s}.`,
    next: 'Reload this page while online, so that its offline part is active, then try again.',
  },
  'model-damaged': {
    says: (s) => `${s} is damaged on this device, so the model was not loaded.`,
    next: 'Fetch it again: what is whole is not downloaded twice.',
  },
  'model-senseless': {
    says: (s, d) => `${s} loaded but does not work here: ${d}`,
    next: 'Delete it; everything works without it.',
  },
  'model-failed': {
    says: (s, d) => `${s} could not be started${d ? `: ${d}` : ''}.`,
    next: 'Close other tabs and try again. Everything else works without it.',
  },
  'own-no-question': {
    says: () => 'There is no question yet.',
    next: 'Write what you want to be asked.',
  },
  'own-question-long': {
    says: (s) => `${s} is longer than 600 characters, too long for one question.`,
    next: 'Ask it in a sentence or two; what a good answer says belongs below.',
  },
  'own-no-reference': {
    says: (s) => `${s} has no answer to be judged by.`,
    next: 'Write the answer that you want to be able to give.',
  },
  'own-reference-short': {
    says: (s) => `The answer to ${s} says too little to make a point of.`,
    next: 'Write at least one whole sentence.',
  },
  'own-reference-long': {
    says: (s, d) => `The answer to ${s} has ${d} characters; more than 8,000 cannot be said in an interview.`,
    next: 'Keep what you would really say, or make several questions of it.',
  },
  'own-reference-question': {
    says: (s) => `The answer to ${s} is the question again.`,
    next: 'Write the answer that you want to be able to give.',
  },
  'own-twice': {
    says: (s) => `You have ${s} already.`,
    next: 'Change that one, or ask something else.',
  },
} as const satisfies Record<string, Help>

export type FailureCode = keyof typeof table

/** The sentence shown for a failure: what happened and why. */
export function sentence(failure: Failure): string {
  const help: Help = table[failure.code]
  return help.says(failure.subject, failure.detail ?? '')
}

/** What the user can do about it. */
export function nextStep(failure: Failure): string {
  return table[failure.code].next
}

export function refuse<Code extends FailureCode>(
  code: Code,
  subject: string,
  detail?: string,
): { ok: false; failure: Failure<Code> } {
  return { ok: false, failure: { code, subject, detail } }
}
