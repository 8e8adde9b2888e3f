import { liveQuery } from 'dexie'
import { withDraft, withoutSaid } from '../interview/drafts'
import { mayAppend, newestOn } from '../interview/place'
import type { Turn } from '../interview/session'
import type { InterviewStore } from '../interview/store'
import type { PreflightDatabase } from './database'

/** Sessions and their append-only turns and decisions. A turn's id is its place, so two tabs cannot write the same one. */
export function interviewStore(db: PreflightDatabase): InterviewStore {
  const turns = (sessionId: string) => db.turns.where('sessionId').equals(sessionId).sortBy('n')
  const decisions = (sessionId: string) => db.decisions.where('sessionId').equals(sessionId).sortBy('at')
  const sessions = () => db.sessions.orderBy('startedAt').reverse().toArray()
  return {
    sessions,
    session: (id) => db.sessions.get(id),
    turns,
    draft: (id) => db.drafts.get(id),
    assessment: (id) => db.assessments.get(id),
    assessments: () => db.assessments.toArray(),
    decisions: (id) => (id ? decisions(id) : db.decisions.toCollection().sortBy('at')),

    async begin(session) {
      await db.sessions.add(session)
    },

    append: (sessionId, n, added, tab) =>
      db.transaction('rw', db.turns, db.sessions, db.drafts, async () => {
        const [before, session] = await Promise.all([turns(sessionId), db.sessions.get(sessionId)])
        if (session?.status !== 'running' || !mayAppend(before, n, added)) return { written: false, turns: before }
        const numbered = added.map((turn, index) => {
          const place = before.length + index
          return { ...turn, id: `${sessionId}:${place}`, sessionId, n: place }
        })
        await db.turns.bulkAdd(numbered)
        // What was submitted is no draft any more: one transaction, so that a crash leaves it in one place only.
        await spendDrafts(db, sessionId, added, tab)
        const last = numbered.at(-1)
        if (last) await db.sessions.update(sessionId, { updatedAt: last.at, sinceTurnMs: 0 })
        return { written: true, turns: [...before, ...numbered] }
      }),

    saveDraft: (draft, dropped) =>
      db.transaction('rw', db.drafts, async () => {
        await db.drafts.put(withDraft(await db.drafts.get(draft.sessionId), draft, dropped))
      }),
    async touch(sessionId, at, sinceTurnMs) {
      await db.sessions.update(sessionId, { updatedAt: at, sinceTurnMs })
    },
    abandon: (sessionId, n, at) =>
      db.transaction('rw', db.turns, db.sessions, async () => {
        const [said, session] = await Promise.all([turns(sessionId), db.sessions.get(sessionId)])
        if (session?.status !== 'running' || said.length !== n) return false
        await db.sessions.update(sessionId, { status: 'abandoned', finishedAt: at, updatedAt: at })
        return true
      }),
    // What stands in a field and was not submitted stays: the report shows it.
    close: (assessment, n) =>
      db.transaction('rw', db.turns, db.sessions, db.assessments, async () => {
        const { sessionId, at } = assessment
        const [kept, said, session] = await Promise.all([
          db.assessments.get(sessionId),
          turns(sessionId),
          db.sessions.get(sessionId),
        ])
        if (!kept && said.length !== n) return undefined
        if (!kept) await db.assessments.add(assessment)
        if (session?.status === 'running')
          await db.sessions.update(sessionId, { status: 'finished', finishedAt: at, updatedAt: at })
        return kept ?? assessment
      }),
    decide: (decision, seen) =>
      db.transaction('rw', db.decisions, async () => {
        const before = await decisions(decision.sessionId)
        const newest = newestOn(before, decision)
        if (newest?.id !== seen) return { written: false, decisions: before }
        // The newest counts, also where the clock was set back in between.
        const at = Math.max(decision.at, newest ? newest.at + 1 : 0)
        await db.decisions.add({ ...decision, at })
        return { written: true, decisions: await decisions(decision.sessionId) }
      }),
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
    watchDecisions(sessionId, changed) {
      const subscription = liveQuery(() => decisions(sessionId)).subscribe(changed)
      return () => subscription.unsubscribe()
    },
    watchSessions(changed) {
      const subscription = liveQuery(sessions).subscribe(changed)
      return () => subscription.unsubscribe()
    },
  }
}

async function spendDrafts(
  db: PreflightDatabase,
  sessionId: string,
  added: Pick<Turn, 'kind' | 'text'>[],
  tab?: string,
) {
  const kept = await db.drafts.get(sessionId)
  const left = withoutSaid(kept, added, tab)
  if (left) await db.drafts.put(left)
  else if (kept) await db.drafts.delete(sessionId)
}
