/** Gives the browser a file to save. */
export function download(content: Blob, name: string) {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Safari reads it later than the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
