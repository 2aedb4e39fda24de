namespace Ratiba.Engine.Storage;

/// <summary>The storage cannot be used as it is configured or as it was found. The message says what, and what to do about it; the process should end with it.</summary>
public sealed class StorageException : Exception
{
    /// <summary>With the thing, its value and the remedy in the message.</summary>
    public StorageException(string message) : base(message) { }

    /// <inheritdoc/>
    public StorageException(string message, Exception inner) : base(message, inner) { }

    /// <inheritdoc/>
    public StorageException() { }
}
