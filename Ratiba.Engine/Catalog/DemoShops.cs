namespace Ratiba.Engine.Catalog;

/// <summary>Demo catalogues per vertical. Prices are what Nairobi shops of the middle range put on their lists.</summary>
internal static class DemoShops
{
    private static readonly Day[] s_mondayToSaturday = Week(1, 6, 9, 18);
    private static readonly Day[] s_everyDay = [.. Week(1, 6, 9, 18), new Day(7, 11, 17)];
    private static readonly Day[] s_barberHours = [.. Week(1, 6, 8, 20), new Day(7, 10, 18)];
    private static readonly Day[] s_clinicHours = [.. Week(1, 5, 8, 17), new Day(6, 9, 13)];

    private static readonly Demo s_spa = new(
        [
            new("Swedish massage", 60, 3500, "Massage"), new("Deep tissue massage", 60, 4000, "Massage"), new("Hot stone massage", 90, 5500, "Massage"),
            new("Aromatherapy massage", 75, 4500, "Massage"), new("Back and shoulder massage", 30, 2000, "Massage"), new("Prenatal massage", 60, 4000, "Massage"),
            new("Classic facial", 45, 2500, "Face"), new("Deep cleansing facial", 60, 3500, "Face"), new("Body scrub", 45, 3000, "Body"),
            new("Moroccan bath", 60, 4500, "Body"), new("Steam bath", 30, 1500, "Body"), new("Manicure", 45, 1200, "Nails"), new("Pedicure", 60, 1500, "Nails"),
            new("Full body waxing", 90, 5000, "Body"),
        ],
        [
            new("Wanjiku", s_mondayToSaturday, ["Massage", "Body"]), new("Achieng", s_everyDay, ["Massage", "Face", "Body"]),
            new("Naliaka", s_mondayToSaturday, ["Face", "Nails", "Body"]), new("Otieno", s_everyDay, ["Massage"]),
        ],
        s_everyDay);

    private static readonly Demo s_salon = new(
        [
            new("Box braids", 240, 3500, "Braids"), new("Knotless braids", 300, 5000, "Braids"), new("Cornrows", 90, 1200, "Braids"),
            new("Faux locs", 300, 4500, "Braids"), new("Wash and blow dry", 60, 1000, "Hair"), new("Relaxer treatment", 90, 2500, "Hair"),
            new("Hair treatment", 60, 2000, "Hair"), new("Hair colour", 120, 3500, "Hair"), new("Weave installation", 150, 3000, "Hair"),
            new("Wig styling", 60, 1500, "Hair"), new("Gel manicure", 60, 1500, "Nails"), new("Pedicure", 60, 1500, "Nails"),
            new("Eyelash extensions", 90, 3000, "Face"), new("Full makeup", 60, 3500, "Face"),
        ],
        [
            new("Njeri", s_mondayToSaturday, ["Braids", "Hair"]), new("Atieno", s_everyDay, ["Braids", "Hair"]),
            new("Mueni", s_mondayToSaturday, ["Nails", "Face"]), new("Chebet", s_everyDay, ["Hair", "Nails", "Face"]),
        ],
        s_everyDay);

    private static readonly Demo s_barber = new(
        [
            new("Haircut", 30, 500, "Cut"), new("Haircut and beard trim", 45, 800, "Cut"), new("Skin fade", 45, 800, "Cut"),
            new("Beard trim", 20, 400, "Beard"), new("Hot towel shave", 30, 700, "Beard"), new("Kids haircut", 30, 400, "Cut"),
            new("Hair dye", 45, 1000, "Care"), new("Dreadlocks retouch", 120, 2000, "Locs"), new("Scalp treatment", 30, 1000, "Care"),
            new("Face scrub and massage", 30, 800, "Care"),
        ],
        [
            new("Kamau", s_barberHours, ["Cut", "Beard", "Care"]), new("Brian", s_barberHours, ["Cut", "Beard"]),
            new("Ouma", Week(1, 6, 9, 18), ["Cut", "Beard", "Locs", "Care"]),
        ],
        s_barberHours);

    private static readonly Demo s_clinic = new(
        [
            new("General consultation", 20, 1500, "Doctor"), new("Child consultation", 30, 2000, "Doctor"), new("Follow-up visit", 15, 800, "Doctor"),
            new("Dental check-up", 30, 1500, "Dentist"), new("Teeth cleaning", 45, 3500, "Dentist"), new("Tooth filling", 45, 4000, "Dentist"),
            new("Tooth extraction", 45, 3000, "Dentist"), new("Blood pressure check", 15, 500, "Nurse"), new("Vaccination", 15, 1500, "Nurse"),
            new("Wound dressing", 20, 1000, "Nurse"), new("Antenatal visit", 30, 2000, "Doctor"), new("Family planning visit", 20, 1000, "Nurse"),
        ],
        [
            new("Dr Mwangi", s_clinicHours, ["Doctor"]), new("Dr Akinyi", Week(1, 5, 9, 17), ["Doctor"]),
            new("Dr Patel", s_clinicHours, ["Dentist"]), new("Nurse Wairimu", s_clinicHours, ["Nurse"]),
        ],
        s_clinicHours);

    /// <summary>The demo of a vertical; an unknown one gets the salon's.</summary>
    public static Demo For(string vertical) => vertical switch
    {
        "spa" => s_spa,
        "barber" => s_barber,
        "clinic" => s_clinic,
        _ => s_salon,
    };

    private static Day[] Week(short first, short last, int opens, int closes) =>
        [.. Enumerable.Range(first, last - first + 1).Select(day => new Day((short)day, opens, closes))];

    /// <summary>A whole shop.</summary>
    internal sealed record Demo(DemoService[] Services, DemoWorker[] Staff, Day[] Hours);

    /// <summary>A service and what it costs.</summary>
    internal sealed record DemoService(string Name, int DurationMin, int PriceKes, string Category);

    /// <summary>A person, when they work and which categories they do.</summary>
    internal sealed record DemoWorker(string Name, Day[] Hours, string[] Categories)
    {
        /// <summary>Whether they can do this kind of work.</summary>
        public bool Does(string category) => Categories.Contains(category);
    }

    /// <summary>Opening of one weekday (ISO) in whole hours.</summary>
    internal readonly record struct Day(short Weekday, int Opens, int Closes);
}
