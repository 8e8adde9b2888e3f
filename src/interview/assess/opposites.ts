import { stemOf } from './words'

/** Words that turn a claim round, each against each on the other side of the bar. */
const pairs = `
increase grow rise raise more higher | decrease reduce shrink fall drop lower less fewer decline
most maximum maximise maximize highest | least minimum minimise minimize lowest fewest
larger bigger large big huge | smaller small tiny
long longer longest | short shorter shortest
fast faster quick quicker quickly fastest | slow slower slowly slowest
cheap cheaper cheapest | expensive costly costlier dearer
better best improve improves | worse worst worsen degrade
always | never
before | after
first | last
linear linearly | quadratic quadratically exponential exponentially
frequent often common commonest | rare rarely seldom rarest
similar alike same identical | different dissimilar unlike
nearest closest near close | farthest furthest far distant
add include insert append | remove exclude delete omit
parallel simultaneously | sequential sequentially serially
encoder | decoder
encode | decode
true correct right accurate | false wrong incorrect inaccurate
possible can | impossible cannot
easy easier simple | hard harder difficult
strong stronger | weak weaker
early earlier | late later
start begin beginning | end finish stop
freeze frozen fixed unchanged constant static | change changed update updated train trained dynamic variable
public open | private closed proprietary
safe safer secure | unsafe dangerous risky insecure
positive | negative
upper top above | lower bottom below
dense | sparse
lossless exact exactly | lossy approximate approximately
local locally | remote remotely global globally
manual manually hand | automatic automatically
online | offline
trusted | untrusted
deterministic | random stochastic
encourage reward | discourage penalise penalize punish
necessary needed required mandatory | unnecessary optional
everything all every | nothing none
everybody everyone | nobody
accept allow permit | reject forbid refuse deny
internal inside | external outside
input | output
compress shrink | expand enlarge
supervised | unsupervised
stateful | stateless
symmetric | asymmetric
attract pull | repel push
success succeed | failure fail
known seen familiar | unknown unseen novel
cold | warm hot
wide broad | narrow
deep | shallow
underfit underfitting | overfit overfitting
precise specific | vague general
independent | dependent
`

/** Opposites only where both are said of the same: in other company they are as near to one another as any two words. */
const pairsOfOne = `
high | low
sharpen sharper | flatten flatter
pull pulled | push pushed
together jointly | apart separately
help helps | hurt harm
compressed | uncompressed full raw
cheaper | dearer expensive
keep retain preserve | discard drop forget lose
agree | disagree contradict
precomputed cached | recomputed
whole entire | partial
guaranteed certain | uncertain
`

function sidesOf(lines: string): Map<string, Set<string>> {
  const sides = new Map<string, Set<string>>()
  for (const line of lines.trim().split(/\n+/)) {
    const [left, right] = line.split('|').map((side) => side.trim().split(/\s+/).map(stemOf)) as [string[], string[]]
    for (const a of left)
      for (const b of right) {
        if (a === b) continue
        for (const [from, to] of [
          [a, b],
          [b, a],
        ] as const)
          sides.set(from, (sides.get(from) ?? new Set()).add(to))
      }
  }
  return sides
}

const sides = sidesOf(pairs)
const sidesOfOne = sidesOf(pairs + pairsOfOne)

/** The stems that turn this one round. */
export function oppositesOf(stem: string): ReadonlySet<string> {
  return sides.get(stem) ?? none
}

/** The same where both words are said of one thing. */
export function oppositesOfOne(stem: string): ReadonlySet<string> {
  return sidesOfOne.get(stem) ?? none
}
const none: ReadonlySet<string> = new Set()

/** Whether two words, as written, are opposites. */
export function opposed(a: string, b: string): boolean {
  const against = sides.get(stemOf(a))
  return against !== undefined && against.has(stemOf(b))
}
