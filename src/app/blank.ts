/**
 * Whether a text shows nothing to read: spaces of any kind, control and zero-width characters, fillers, the empty
 * braille pattern, and marks without a letter to stand on.
 */
export function isBlank(text: string): boolean {
  return !/[^\s\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text)
}
