using Microsoft.AspNetCore.Http.HttpResults;

namespace Ratiba.Sandbox.Page;

/// <summary>A phone in the browser: plain HTML, CSS and script from inside the assembly, nothing from a third party.</summary>
internal static class ChatPage
{
    public static FileStreamHttpResult Html() => File("page.html", "text/html; charset=utf-8");

    public static FileStreamHttpResult Css() => File("page.css", "text/css; charset=utf-8");

    public static FileStreamHttpResult Script() => File("page.js", "text/javascript; charset=utf-8");

    private static FileStreamHttpResult File(string name, string type) =>
        TypedResults.Stream(typeof(ChatPage).Assembly.GetManifestResourceStream(name)!, type); // Embedded by the project file.
}
