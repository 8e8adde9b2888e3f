import type { Model } from './model'

/**
 * Trained by `npm run train:assessor`; do not edit by hand. Ridge regression within questions (penalty 2,
 * 3 rounds) on 9897 different answers of scientsbank-train.jsonl, beetle-train.jsonl, saf-english-train.jsonl. How it agrees with people: README.md.
 */
export const coefficients: { version: number; systems: Model } = {
  version: 1,
  systems: {
    keyword: {
      bias: 0.278118,
      weights: [
        0.0860229, // lexCover
        0.0772961, // lexFresh
        0.0650093, // lexReverse
        0.0675955, // lexReverseFresh
        0.122281, // gramCover
        0.063419, // gramReverse
        0.115596, // gramFresh
        0.105039, // rougeL
        0.0948297, // pairsFresh
        0.00826315, // logContent
        0.00705283, // logFresh
        -0.0374488, // short
        0.0172772, // long
        0.00250317, // freshShare
        0.0278902, // grammarShare
        -0.0198271, // negation
        0.008484, // turns
        -0.0475431, // polarity
        -0.00359746, // numbersMissed
        -0.00747313, // numbersOther
        -0.0149411, // labelsMissed
        -0.00594004, // labelsOther
        -0.111585, // yesNo
        0.0204345, // yesYes
      ],
    },
    instant: {
      bias: 0.173917,
      weights: [
        0.0223561, // lexCover
        0.0169899, // lexFresh
        0.0131436, // lexReverse
        0.0176851, // lexReverseFresh
        0.0523033, // gramCover
        0.016218, // gramReverse
        0.0481995, // gramFresh
        0.0458215, // rougeL
        0.0454702, // pairsFresh
        0.00332811, // logContent
        0.0025308, // logFresh
        -0.0162986, // short
        0.00479466, // long
        0.00229003, // freshShare
        0.0349271, // grammarShare
        -0.019679, // negation
        0.00441712, // turns
        -0.0463599, // polarity
        -0.00109811, // numbersMissed
        -0.00714843, // numbersOther
        -0.00917582, // labelsMissed
        -0.00366537, // labelsOther
        -0.081782, // yesNo
        0.0150833, // yesYes
        0.0325465, // covered
        0.0267892, // coveredFresh
        0.0190899, // accounted
        0.0262905, // accountedFresh
        0.0206898, // gain
        0.0254094, // near1
        0.025789, // near2
        0.023863, // near3
        0.0216395, // near4
        0.0187232, // near5
        0.0478291, // signed
        -0.0145107, // stray
        0.0369435, // pooled
        0.00624527, // pooledAsked
        0.0441542, // pooledBeyond
        0.0407702, // pooledFresh
        0.034906, // pooledContent
        0.0353293, // phrases
        0.0202831, // weakestSentence
        0.0306746, // meanSentence
        0.0297076, // bestSentences
      ],
    },
    embedder: {
      bias: 0.126359,
      weights: [
        0.0216446, // lexCover
        0.0197528, // lexFresh
        0.0120107, // lexReverse
        0.0194426, // lexReverseFresh
        0.0526006, // gramCover
        0.0163058, // gramReverse
        0.0524863, // gramFresh
        0.0429114, // rougeL
        0.0482083, // pairsFresh
        0.00295846, // logContent
        0.00256297, // logFresh
        -0.0135407, // short
        0.00575651, // long
        0.00540202, // freshShare
        0.0357191, // grammarShare
        -0.0187361, // negation
        0.00339277, // turns
        -0.047438, // polarity
        -0.00151073, // numbersMissed
        -0.00609443, // numbersOther
        -0.00785553, // labelsMissed
        -0.0036262, // labelsOther
        -0.0856664, // yesNo
        0.0124822, // yesYes
        0.0303561, // covered
        0.0298736, // coveredFresh
        0.0197607, // accounted
        0.0301944, // accountedFresh
        0.0175834, // gain
        0.022041, // near1
        0.0265029, // near2
        0.0271703, // near3
        0.0261579, // near4
        0.0222057, // near5
        0.0531948, // signed
        -0.0150935, // stray
        0.0401727, // pooled
        0.00942947, // pooledAsked
        0.0472493, // pooledBeyond
        0.0469695, // pooledFresh
        0.0344312, // pooledContent
        0.0387419, // phrases
        0.0221437, // weakestSentence
        0.0333573, // meanSentence
        0.0328778, // bestSentences
      ],
    },
  },
}
