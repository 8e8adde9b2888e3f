import type { Component } from 'svelte'
import { isCodeStage } from './coding/submission'
import type { Stage } from './items'
import type { Running } from './running.svelte'
import type { Attachment } from './session'

/**
 * A tool beside the answer field: a code editor, a whiteboard. It keeps what it holds by `running.writing.attach(id, …)`;
 * that is written with the draft, goes along with the next answer, and its words count as part of it.
 */
export interface StageTool {
  id: string
  title: string
  fits(stage: Stage, round: string): boolean
  /** The tool itself, loaded when a stage first needs it. */
  load(): Promise<{ default: Component<{ running: Running; stage: Stage }> }>
  /** What it made, in the report and the transcript. */
  loadView(): Promise<{ default: Component<{ attachment: Attachment; revealed?: boolean }> }>
}

export const stageTools: StageTool[] = [
  {
    id: 'code',
    title: 'Code',
    fits: isCodeStage,
    load: () => import('./coding/CodingTool.svelte'),
    loadView: () => import('./coding/CodeView.svelte'),
  },
  {
    id: 'board',
    title: 'Whiteboard',
    fits: (_, round) => round === 'system-design',
    load: () => import('./board/BoardTool.svelte'),
    loadView: () => import('./board/BoardView.svelte'),
  },
]

export function toolsFor(stage: Stage | undefined, round: string): StageTool[] {
  return stage ? stageTools.filter((tool) => tool.fits(stage, round)) : []
}
