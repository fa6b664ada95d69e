using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace SwarmTools.Host;

/// <summary>Asks for the values of mandatory parameters.</summary>
internal sealed class FieldQuestions(PSHostUserInterface ui)
{
    public PSObject? Ask(FieldDescription field)
    {
        Type type = TypeOf(field);
        return type.IsArray
            ? PSObject.AsPSObject(AskForArray(field.Name, type))
            : AskForOne(field.Name, type);
    }

    private static Type TypeOf(FieldDescription field) =>
        LanguagePrimitives.TryConvertTo(field.ParameterAssemblyFullName, out Type type)
        || LanguagePrimitives.TryConvertTo(field.ParameterTypeFullName, out type)
            ? type
            : typeof(string);

    // An empty line ends the array.
    private Array AskForArray(string name, Type type)
    {
        Type itemType = type.GetElementType()!;
        List<object?> items = [];
        while (AskForOne($"{name}[{items.Count}]", itemType) is { } item && !item.BaseObject.Equals(""))
        {
            items.Add(item.BaseObject);
        }

        return (Array)LanguagePrimitives.ConvertTo(items, type, null);
    }

    private PSObject? AskForOne(string name, Type type)
    {
        if (type == typeof(PSCredential))
        {
            return PSObject.AsPSObject(ui.PromptForCredential(caption: "", message: name, userName: "", targetName: ""));
        }

        ui.Write($"{name}: ");
        if (type == typeof(SecureString))
        {
            return PSObject.AsPSObject(ui.ReadLineAsSecureString());
        }

        string answer = ui.ReadLine();
        if (answer.Length == 0 && type != typeof(string))
        {
            return null;
        }

        return PSObject.AsPSObject(LanguagePrimitives.ConvertTo(answer, type, null));
    }
}
