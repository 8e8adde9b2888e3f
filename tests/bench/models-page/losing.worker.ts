import './lose'
import '../../../src/models/web-llm.worker'
