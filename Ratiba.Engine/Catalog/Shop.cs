using System.Collections.Frozen;
using Ratiba.Engine.Language;
using Ratiba.Engine.Tenants;

namespace Ratiba.Engine.Catalog;

/// <summary>One consistent, immutable picture of a shop: what it sells, who does it and when. Decisions are made on it without asking the database.</summary>
internal sealed class Shop
{
    private readonly FrozenDictionary<Guid, int> _services;
    private readonly FrozenDictionary<Guid, int> _staff;

    /// <param name="tenant">The shop in the registry.</param>
    /// <param name="rows">Its catalogue.</param>
    public Shop(Tenant tenant, CatalogRows rows)
    {
        Tenant = tenant;
        Version = rows.Version;
        Zone = ZoneOf(tenant.TimeZone);
        Hours = WeekPlan.Of(rows.Hours.Where(row => row.Staff is null));
        _staff = rows.Staff.Select((person, index) => (person.Id, index)).ToFrozenDictionary(pair => pair.Id, pair => pair.index);
        _services = rows.Services.Select((service, index) => (service.Id, index)).ToFrozenDictionary(pair => pair.Id, pair => pair.index);
        Staff =
        [
            .. rows.Staff.Select(person =>
            {
                var own = rows.Hours.Where(row => row.Staff == person.Id).ToList();
                // Without a plan of their own people work when the shop is open, and never while it is closed.
                return new Worker(person.Id, person.Name, own.Count == 0 ? Hours : WeekPlan.Of(own).Within(Hours));
            }),
        ];
        var skills = rows.Skills.ToLookup(skill => skill.Service, skill => skill.Staff);
        Services =
        [
            .. rows.Services.Select(service => new Service(
                service.Id, service.Name, service.DurationMin, service.PriceKes, service.Category,
                [.. skills[service.Id].Where(_staff.ContainsKey).Select(id => _staff[id]).Order()])),
        ];
        // A phrase whose services are no longer sold means nothing.
        var phrases = rows.Phrases.Where(pair => _services.ContainsKey(pair.Service)).GroupBy(pair => pair.Phrase, pair => _services[pair.Service])
            .Select(phrase => new OwnPhrase(phrase.Key, [.. phrase.Order()]));
        Words = new ShopWords([.. Services.Select(service => service.Name)], [.. Staff.Select(person => person.Name)], Hours.Bounds(), [.. phrases]);
    }

    private Shop(Shop other, Tenant tenant)
    {
        Tenant = tenant;
        Version = other.Version;
        Zone = ZoneOf(tenant.TimeZone);
        Hours = other.Hours;
        Staff = other.Staff;
        Services = other.Services;
        Words = other.Words;
        _services = other._services;
        _staff = other._staff;
    }

    /// <summary>The shop in the registry: name, locale, vertical.</summary>
    public Tenant Tenant { get; }

    /// <summary>The version of the catalogue that this shows.</summary>
    public long Version { get; }

    /// <summary>The shop's time zone.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>Opening hours.</summary>
    public WeekPlan Hours { get; }

    /// <summary>In the catalogue's order.</summary>
    public Service[] Services { get; }

    /// <summary>In the catalogue's order.</summary>
    public Worker[] Staff { get; }

    /// <summary>What the ear needs to know of this shop.</summary>
    public ShopWords Words { get; }

    /// <summary>The service's index, or -1 when it is no longer sold.</summary>
    public int ServiceIndex(Guid id) => _services.GetValueOrDefault(id, -1);

    /// <summary>The person's index, or -1 when they have left.</summary>
    public int StaffIndex(Guid id) => _staff.GetValueOrDefault(id, -1);

    /// <summary>The same catalogue under a changed registry entry.</summary>
    public Shop For(Tenant tenant) => ReferenceEquals(tenant, Tenant) ? this : new Shop(this, tenant);

    private static TimeZoneInfo ZoneOf(string name)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)) return zone;
        // A bare Debian has no tzdata. East Africa has kept one offset since 1960, so the usual shop works without it.
        if (name is "Africa/Nairobi") return TimeZoneInfo.CreateCustomTimeZone(name, TimeSpan.FromHours(3), name, name);
        throw new TimeZoneNotFoundException($"Time zone '{name}' of a tenant is not known here; install the package tzdata or correct the tenant's time_zone.");
    }
}

/// <summary>Something the shop sells.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name to customers.</param>
/// <param name="DurationMin">Minutes it takes.</param>
/// <param name="PriceKes">Whole Kenyan shillings.</param>
/// <param name="Category">Where it stands in the list.</param>
/// <param name="Staff">Who can do it, by index.</param>
internal sealed record Service(Guid Id, string Name, int DurationMin, int PriceKes, string? Category, int[] Staff);

/// <summary>Someone who can be booked.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Name">Their name to customers.</param>
/// <param name="Hours">When they work.</param>
internal sealed record Worker(Guid Id, string Name, WeekPlan Hours);

/// <summary>A catalogue as its rows stand in the database.</summary>
internal sealed record CatalogRows(
    long Version, IReadOnlyList<ServiceRow> Services, IReadOnlyList<StaffRow> Staff, IReadOnlyList<(Guid Staff, Guid Service)> Skills,
    IReadOnlyList<HoursRow> Hours)
{
    /// <summary>What the owner says customers' own phrases mean, a row per service.</summary>
    public IReadOnlyList<(string Phrase, Guid Service)> Phrases { get; init; } = [];
}

/// <summary>A row of services.</summary>
internal readonly record struct ServiceRow(Guid Id, string Name, int DurationMin, int PriceKes, string? Category);

/// <summary>A row of staff.</summary>
internal readonly record struct StaffRow(Guid Id, string Name);

/// <summary>A row of weekly_hours; <paramref name="Weekday"/> is ISO: 1 Monday … 7 Sunday.</summary>
internal readonly record struct HoursRow(Guid? Staff, short Weekday, TimeOnly Opens, TimeOnly Closes);
