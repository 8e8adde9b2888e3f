import type { Coefficients, Model } from './model'

/**
 * Trained by `npm run train:assessor`; do not edit by hand. Ridge regression within questions (penalty 3,
 * 3 rounds) on 9894 different answers of scientsbank-train.jsonl, beetle-train.jsonl, saf-english-train.jsonl. How it agrees with people: README.md.
 */
export const coefficients: { version: number; systems: Model; senseless: Coefficients } = {
  version: 2,
  systems: {
    keyword: {
      bias: 0.209746,
      weights: [
        0.118803, // lexCover
        0.105065, // lexFresh
        0.0921107, // lexReverse
        0.0918272, // lexReverseFresh
        0.170501, // gramCover
        0.097381, // gramReverse
        0.160697, // gramFresh
        0.151888, // rougeL
        0.140014, // pairsFresh
        0.0110666, // logContent
        0.00934189, // logFresh
        -0.0494651, // short
        0.0232759, // long
        0.000222234, // freshShare
        0.0269884, // grammarShare
        -0.027715, // negation
        0.0153661, // turns
        -0.0533601, // polarity
        -0.00520905, // numbersMissed
        -0.00884687, // numbersOther
        -0.0196943, // labelsMissed
        -0.00697453, // labelsOther
        -0.140106, // yesNo
        0.0271323, // yesYes
      ],
    },
    instant: {
      bias: 0.1012,
      weights: [
        0.0303067, // lexCover
        0.0237442, // lexFresh
        0.019706, // lexReverse
        0.0232503, // lexReverseFresh
        0.0632333, // gramCover
        0.0252085, // gramReverse
        0.0586169, // gramFresh
        0.0574648, // rougeL
        0.0569793, // pairsFresh
        0.00394506, // logContent
        0.00314863, // logFresh
        -0.0188143, // short
        0.0067587, // long
        0.00204619, // freshShare
        0.032071, // grammarShare
        -0.0226646, // negation
        0.00227518, // turns
        -0.0459236, // polarity
        -0.00154757, // numbersMissed
        -0.00697454, // numbersOther
        -0.0101225, // labelsMissed
        -0.00348291, // labelsOther
        -0.0852182, // yesNo
        0.01685, // yesYes
        0.0423643, // covered
        0.035523, // coveredFresh
        0.0274166, // accounted
        0.0326674, // accountedFresh
        0.0284004, // gain
        0.0327, // near1
        0.032912, // near2
        0.030881, // near3
        0.0285179, // near4
        0.0255588, // near5
        0.0558594, // signed
        -0.0222759, // stray
        0.0474464, // pooled
        0.00962195, // pooledAsked
        0.0523416, // pooledBeyond
        0.0485341, // pooledFresh
        0.0458796, // pooledContent
        0.0465646, // phrases
        0.0274157, // weakestSentence
        0.0399597, // meanSentence
        0.0386903, // bestSentences
      ],
    },
    embedder: {
      bias: 0.106959,
      weights: [
        0.0277623, // lexCover
        0.0227088, // lexFresh
        0.0173724, // lexReverse
        0.0223852, // lexReverseFresh
        0.0593897, // gramCover
        0.0226308, // gramReverse
        0.056021, // gramFresh
        0.0528584, // rougeL
        0.0542243, // pairsFresh
        0.00370776, // logContent
        0.0030143, // logFresh
        -0.0174857, // short
        0.00617935, // long
        0.00266517, // freshShare
        0.0325004, // grammarShare
        -0.0215784, // negation
        0.00196691, // turns
        -0.0445412, // polarity
        -0.00141426, // numbersMissed
        -0.00665987, // numbersOther
        -0.00911554, // labelsMissed
        -0.00363845, // labelsOther
        -0.0834438, // yesNo
        0.0162214, // yesYes
        0.038846, // covered
        0.0337748, // coveredFresh
        0.0241145, // accounted
        0.031171, // accountedFresh
        0.0267412, // gain
        0.0306722, // near1
        0.0312783, // near2
        0.0296308, // near3
        0.0274113, // near4
        0.0244602, // near5
        0.0536473, // signed
        -0.0205992, // stray
        0.0415956, // pooled
        0.0083612, // pooledAsked
        0.0469892, // pooledBeyond
        0.04589, // pooledFresh
        0.0401736, // pooledContent
        0.0432178, // phrases
        0.0256543, // weakestSentence
        0.0375547, // meanSentence
        0.0364002, // bestSentences
        0.0291288, // embeddedLift
        0.0597301, // embeddedSentences
      ],
    },
  },
  /** Logistic regression: words thrown together against sentences. */
  senseless: {
    bias: -3.23699,
    weights: [
      7.49601, // loose
      4.17893, // apart
    ],
  },
}
