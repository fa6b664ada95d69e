namespace SwarmTools.Engine.Mapping;

/// <summary>Reads the name of a driver: <c>{"Name": "..."}</c>.</summary>
internal static class DriverMapper
{
    public static string ReadName(ref JsonCursor json)
    {
        ObjectFields driver = new();
        json.Object(driver, static (ref JsonCursor inner, ObjectFields into) => into.TakeOfSpec(ref inner));
        return driver.Name;
    }
}
