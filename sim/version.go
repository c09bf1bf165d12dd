package sim

// EngineVersion is raised whenever a change alters results: rows of two engine versions are never mixed in one folder.
const EngineVersion = "4"
