using System;
using System.IO;
using SwarmTools.Help;

// The one argument is the folder of SwarmTools.sln.
if (args is not [string root])
{
    Console.Error.WriteLine("Usage: SwarmTools.Help FOLDER");
    return 2;
}

try
{
    foreach ((string path, string text) in HelpFiles.Read(root).Write())
    {
        string file = Path.Combine(root, path);
        if (!File.Exists(file) || File.ReadAllText(file) != text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
            Console.WriteLine(path);
        }
    }

    return 0;
}
catch (InvalidDataException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 1;
}
