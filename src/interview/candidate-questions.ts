import { contentStems, words } from './assess/words'
import type { QuestionAsked, Turn } from './session'

/** What the interviewer says when it is the candidate's turn to ask. */
export const invitation =
  'What would you like to ask me? I stand for no real company, so I answer as an interviewer in this kind of role might.'

/** At most so many questions are answered. */
export const mostQuestions = 5

interface Subject {
  name: string
  about: RegExp
  reply: string
  /** What asking it shows; empty where it shows little in this conversation. */
  shows: string
}

/** First match counts, so the particular stands before the general. */
const subjects: Subject[] = [
  {
    name: 'evaluation',
    about:
      /evaluat|measur|metric|benchmark|quality|success(?:ful)? look|kpi|know (?:if|whether|that) it works|\btest(?:s|ed|ing)?\b|go(?:es)? live|release|good enough|\b(?:to|we|you) (?:ship|launch)\b/i,
    reply:
      'We keep a golden set of about two hundred cases, run it on every change, and look at a sample of real conversations by hand each week. The hard part is keeping that set honest as the product moves.',
    shows: 'it asks how quality is told, which is the heart of this work',
  },
  {
    name: 'safety',
    about: /safety|privacy|security|gdpr|compliance|ethic|bias|guardrail|injection/i,
    reply:
      'Data protection sits in the design review, not after it. What we still lack is a regular red-team exercise; whoever takes this role could start one.',
    shows: 'it asks about risk before being told to care',
  },
  {
    name: 'expectations',
    about:
      /(?:first|initial) (?:\w+ )?(?:days?|weeks?|months?|year|quarter)|onboard|expect|succe(?:ss|ed)|day[- ]to[- ]day|typical (?:day|week)|responsib/i,
    reply:
      'In the first month you would ship something small to learn the path to production; by the third you would own one part of the pipeline and its evaluation.',
    shows: 'it asks what the work would be, so that both sides can check the fit',
  },
  {
    name: 'hard problems',
    about: /challeng|hard(?:est)?|difficult|struggl|problem|technical debt|worr|keeps? you up|fail/i,
    reply:
      'Trust: users forgive slow answers and do not forgive confident wrong ones. We have not solved when the system should decline to answer.',
    shows: 'it asks for what does not work yet',
  },
  {
    name: 'data and systems',
    about:
      /data|pipeline|stack|model|infrastructure|latency|deploy|architecture|retriev|embedding|fine-?tun|gpu|vector|llm|prompt/i,
    reply:
      'We run a hosted model behind our own retrieval, with a small open model for the cheap calls. Data is spread over three systems, and getting it clean is more of the work than the model is.',
    shows: 'it goes into how the systems really are',
  },
  {
    name: 'the role',
    about:
      /(?:why|how come) is (?:this|the) (?:role|position|job)|role open|replac(?:e|ing)|new (?:role|position)|previous person/i,
    reply: 'It is a new place: two of us have done this beside our own work for a year, and it has outgrown that.',
    shows: 'it asks why the work is there at all',
  },
  {
    name: 'product',
    about: /\b(?:product|roadmap|users?|customers?|market|next year|priorit\w+|strateg\w+)\b/i,
    reply:
      'Our own support staff use it every day. Next, customers are to use it without anybody between, and that is where checking has to become better first.',
    shows: 'it asks whom the work is for and where it goes',
  },
  {
    name: 'team',
    about: /team|colleague|culture|collaborat|work together|manager|decid|review|disagree|on-?call/i,
    reply:
      'Six engineers, one designer and a product manager; decisions are written down on a page and argued about there. Code and prompts are reviewed the same way.',
    shows: 'it asks how people work together',
  },
  {
    name: 'growth',
    about: /grow|learn|career|mentor|promot|conference|training|feedback/i,
    reply: 'You would have a mentor for the first half year and a day every two weeks for learning or reading papers.',
    shows: 'it asks how people grow here',
  },
  {
    name: 'next steps',
    about: /next step|hear back|process|timeline|when (?:will|would|can)/i,
    reply: 'You would hear from us within a week; after that comes a round with the team.',
    shows: '',
  },
  {
    name: 'pay and terms',
    about: /salary|pay|compensation|bonus|equity|holiday|vacation|remote|hours|benefit|start date/i,
    reply: 'The recruiter has the exact terms; I would rather not tell you something wrong.',
    shows: '',
  },
]

const fallback =
  'That depends on the team, and I would rather not promise anything from here. Ask it again of the people you would work with.'

const told = 'I have told you what I know of that; ask the people you would work with for more.'
const mostParts = 2

/** The interviewer's answer in kind, to each thing that was asked; `before` holds what was replied already. */
export function replyTo(question: string, before: readonly string[] = []): string {
  const parts = question.split(/[?;]\s+|,? and (?=(?:how|what|who|when|why|which|where)\b)/i)
  const meant = parts.flatMap((part) => subjects.find(({ about }) => about.test(part)) ?? [])
  const replies = [...new Set(meant.map(({ reply }) => reply))].slice(0, mostParts)
  if (!replies.length) return fallback
  const fresh = replies.filter((reply) => !before.some((said) => said.includes(reply)))
  return fresh.length ? fresh.join(' ') : told
}

/** The rule, as shown. */
export const questionRule =
  'A good question is about the work, open (not yes or no), at least six words long, and not about pay, dates or what a website says. By wording, no model used.'

/** Whether a question is a good one, and why; `said` is what came up in the interview before. */
export function judgeQuestion(question: string, said: string): { good: boolean; why: string } {
  const subject = subjects.find(({ about }) => about.test(question))
  if (words(question).length < 6) return { good: false, why: 'too short to show what you want to know' }
  if (
    /\b(?:what does (?:the|your) company do|where (?:is|are) (?:the|your) office|how many employees)\b/i.test(question)
  )
    return { good: false, why: 'a website answers it' }
  if (subject && !subject.shows) return { good: false, why: `${subject.name}: better asked of the recruiter` }
  if (/^\s*(?:is|are|do|does|did|can|could|will|would|have|has)\b/i.test(question))
    return { good: false, why: 'it can be answered by yes or no: ask how, what or why' }
  if (subject) return { good: true, why: takesUp(question, said) ?? subject.shows }
  const own = takesUp(question, said)
  return own ? { good: true, why: own } : { good: false, why: 'not clearly about the work' }
}

/** A question that comes back to something from this conversation. */
function takesUp(question: string, said: string): string | undefined {
  const before = contentStems(said)
  const shared = [...contentStems(question)].filter((stem) => stem.length > 4 && before.has(stem))
  return shared.length >= 2 ? 'it takes up something from this conversation' : undefined
}

/** The questions that were asked at the end, each with what it shows. */
export function questionsAsked(turns: readonly Turn[]): QuestionAsked[] {
  const before = turns
    .filter(({ kind }) => kind === 'answer' || kind === 'ask' || kind === 'twist')
    .map(({ text }) => text)
    .join('\n')
  return turns
    .filter(({ kind }) => kind === 'question')
    .map(({ id, text }) => ({ turnId: id, text, ...judgeQuestion(text, before) }))
}
