global using Striate.Data.Tests;
