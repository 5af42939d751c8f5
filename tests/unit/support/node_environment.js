// The unit tests as WebAssembly see the environment variables that the native ones see: CIFAR10_DIR, HOME. Emscripten
// would show them made-up ones.
Module["preRun"] = () => Object.assign(ENV, process.env);
