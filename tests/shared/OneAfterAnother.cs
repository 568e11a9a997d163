using Xunit.Sdk;
using Xunit.v3;

// The number of threads is one setting of the whole process, and some tests change it.
[assembly: Parallelization(Mode = ParallelMode.None)]
