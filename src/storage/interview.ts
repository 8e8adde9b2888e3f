import { liveQuery } from 'dexie'
import type { InterviewStore } from '../interview/store'
import type { PreflightDatabase } from './database'

/** Sessions and their append-only turns and decisions. A turn's id is its place, so two tabs cannot write the same one. */
export function interviewStore(db: PreflightDatabase): InterviewStore {
  const turns = (sessionId: string) => db.turns.where('sessionId').equals(sessionId).sortBy('n')
  const sessions = () => db.sessions.orderBy('startedAt').reverse().toArray()
  return {
    sessions,
    session: (id) => db.sessions.get(id),
    turns,
    draft: (id) => db.drafts.get(id),
    assessment: (id) => db.assessments.get(id),
    assessments: () => db.assessments.toArray(),
    decisions: (id) => (id ? db.decisions.where('sessionId').equals(id) : db.decisions.toCollection()).sortBy('at'),

    async begin(session) {
      await db.sessions.add(session)
    },

    append: (sessionId, n, added) =>
      db.transaction('rw', db.turns, db.sessions, db.drafts, async () => {
        const before = await turns(sessionId)
        if (before.length !== n) return { written: false, turns: before }
        const numbered = added.map((turn, index) => ({
          ...turn,
          id: `${sessionId}:${n + index}`,
          sessionId,
          n: n + index,
        }))
        await db.turns.bulkAdd(numbered)
        // What was submitted is no draft any more: one transaction, so that a crash leaves it in one place only.
        if (added.some(({ kind }) => kind === 'answer')) await db.drafts.delete(sessionId)
        else await dropAsked(db, sessionId, added)
        const last = numbered.at(-1)
        if (last) await db.sessions.update(sessionId, { updatedAt: last.at, sinceTurnMs: 0 })
        return { written: true, turns: [...before, ...numbered] }
      }),

    async saveDraft(draft) {
      await db.drafts.put(draft)
    },
    async touch(sessionId, at, sinceTurnMs) {
      await db.sessions.update(sessionId, { updatedAt: at, sinceTurnMs })
    },
    finish: (sessionId, at, status) =>
      db.transaction('rw', db.sessions, db.drafts, async () => {
        await db.sessions.update(sessionId, { status, finishedAt: at, updatedAt: at })
        await db.drafts.delete(sessionId)
      }),
    async saveAssessment(assessment) {
      await db.assessments.put(assessment)
    },
    async decide(decision) {
      await db.decisions.add(decision)
    },
    async estimate(estimate) {
      await db.estimates.add(estimate)
    },
    estimates: (id) => (id ? db.estimates.where('sessionId').equals(id) : db.estimates.toCollection()).sortBy('at'),
    loops: () => db.loops.orderBy('startedAt').reverse().toArray(),
    loop: (id) => db.loops.get(id),
    async saveLoop(loop) {
      await db.loops.put(loop)
    },
    ownQuestions: () => db.ownQuestions.toArray(),
    async keepOwn(questions) {
      await db.ownQuestions.bulkPut(questions)
    },
    remove: (sessionId) =>
      db.transaction('rw', [db.sessions, db.turns, db.drafts, db.assessments, db.decisions, db.estimates], async () => {
        await db.estimates.where('sessionId').equals(sessionId).delete()
        await db.turns.where('sessionId').equals(sessionId).delete()
        await db.decisions.where('sessionId').equals(sessionId).delete()
        await db.drafts.delete(sessionId)
        await db.assessments.delete(sessionId)
        await db.sessions.delete(sessionId)
      }),

    watchTurns(sessionId, changed) {
      const subscription = liveQuery(() => turns(sessionId)).subscribe(changed)
      return () => subscription.unsubscribe()
    },
    watchSessions(changed) {
      const subscription = liveQuery(sessions).subscribe(changed)
      return () => subscription.unsubscribe()
    },
  }
}

/** A question that was put in the field for answers is no draft any more either; what else is drafted stays. */
async function dropAsked(db: PreflightDatabase, sessionId: string, added: { kind: string; text: string }[]) {
  const draft = await db.drafts.get(sessionId)
  const asked = added.some(({ kind, text }) => kind === 'clarify' && text && text === draft?.text.trim())
  if (asked) await db.drafts.update(sessionId, { text: '' })
}
