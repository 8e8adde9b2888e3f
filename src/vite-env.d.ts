/// <reference types="vite/client" />
declare const __APP_VERSION__: string
declare module 'virtual:pack/index' {
  const index: import('../content/format').PackIndex
  export default index
}
declare module 'virtual:pack/notes' {
  const notes: import('../content/format').PackNote[]
  export default notes
}
declare module 'virtual:pack/cards' {
  const cards: import('../content/format').PackCard[]
  export default cards
}
declare module 'virtual:pack/questions' {
  const questions: import('../content/format').Question[]
  export default questions
}
declare module 'virtual:pack/scenarios' {
  const scenarios: import('../content/format').Scenario[]
  export default scenarios
}
declare module 'virtual:pack/glossary' {
  const glossary: import('../content/format').Term[]
  export default glossary
}
