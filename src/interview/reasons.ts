/** Words by which a reason, a condition or a comparison is given. */
const reason =
  /\b(?:because|since|so|due to|owing to|therefore|thus|hence|otherwise|unless|whereas|if|but|although|reasons?|why|in order to|trade-?offs?|lead(?:s|ing)? to|rather than|instead of|depend(?:s|ing)?|that means|meaning|as (?:it|they|we|the)|which (?:is|are|was|were|means|made|makes|let|lets|gave|gives|cost|costs|keeps?|kept|\p{L}+(?:ed|es|s))|to (?:avoid|prevent|keep|save|reduce|make sure|ensure|see|find out|check))\b/iu

export function givesReason(text: string): boolean {
  return reason.test(text)
}
