/** A page of a PDF, as its Markdown tells where it begins. */
export interface PageStart {
  page: number
  /** It is a picture, or empty: nothing of it can be searched. */
  textless: boolean
}

/** A line of its own, which no renderer shows. */
export function pageMark({ page, textless }: PageStart): string {
  return `<!-- page ${page}${textless ? ', no text' : ''} -->`
}

/** What a block of such a Markdown marks, if it is a mark. */
export function readPageMark(block: string): PageStart | undefined {
  const [, page, rest] = /^<!-- page (\d{1,7})(, no text)? -->\s*$/.exec(block) ?? []
  return page === undefined ? undefined : { page: Number(page), textless: rest !== undefined }
}
