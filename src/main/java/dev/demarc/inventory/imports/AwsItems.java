package dev.demarc.inventory.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.inventory.InventoryEntry.Kind;
import dev.demarc.inventory.NewEntry;
import dev.demarc.shared.Problem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one entry of AWS's lists says of who holds what. */
final class AwsItems {

  /** Addresses of the pool of AWS, which go with the instance that has them. */
  private static final String AMAZON = "amazon";

  private final ImportOptions options;

  AwsItems(ImportOptions options) {
    this.options = options;
  }

  /** A line that is wrong in one thing is a mistake as a whole, and the next is read. */
  void read(String command, long line, JsonNode item, EntrySink into) {
    if (!item.isObject()) {
      into.mistake(line, "is no entry of " + command);
      return;
    }
    try {
      var entries =
          switch (command) {
            case "organizations list-accounts" -> List.of(account(item));
            case "ec2 describe-addresses" -> address(item);
            case "ec2 describe-instances" -> reservation(item);
            case "ec2 describe-network-interfaces" -> networkInterface(item);
            default -> configured(item);
          };
      entries.forEach(entry -> into.entry(line, entry));
    } catch (Problem problem) {
      into.mistake(line, problem.getMessage());
    }
  }

  private NewEntry account(JsonNode item) {
    var tags = new LinkedHashMap<String, String>();
    var status = text(item, "Status");
    if (status != null && !status.equals("ACTIVE")) {
      tags.put("status", status.toLowerCase(Locale.ROOT));
    }
    return new NewEntry(
        Kind.ACCOUNT,
        text(item, "Id"),
        options.owner(),
        ImportOptions.addressOrNull(text(item, "Email")),
        null,
        null,
        null,
        null,
        null,
        null,
        AwsTags.traits(text(item, "Name"), tags));
  }

  private List<NewEntry> address(JsonNode item) {
    var tags = AwsTags.of(item.get("Tags"));
    var account = first(text(item, "NetworkInterfaceOwnerId"), options.accountId());
    var region = region(text(item, "NetworkBorderGroup"));
    var instance = text(item, "InstanceId");
    return List.of(
        new Place(account, region, "EC2", instance, null, tags)
            .range(Optional.ofNullable(text(item, "PublicIp")).orElse(text(item, "CarrierIp"))));
  }

  private List<NewEntry> reservation(JsonNode item) {
    var entries = new ArrayList<NewEntry>();
    var owner = first(text(item, "OwnerId"), options.accountId());
    for (var instance : item.path("Instances")) {
      if (!"terminated".equals(instance.path("State").path("Name").asText())) {
        entries.addAll(instance(owner, instance));
      }
    }
    return entries;
  }

  private List<NewEntry> instance(@Nullable String account, JsonNode item) {
    var id = text(item, "InstanceId");
    var tags = AwsTags.of(item.get("Tags"));
    var region = region(item.path("Placement").path("AvailabilityZone").asText(null));
    var launched = time(text(item, "LaunchTime"));
    var entries = new ArrayList<NewEntry>();
    entries.add(new Place(account, region, "EC2", null, null, tags).resource(id));
    var seen = new LinkedHashSet<String>();
    for (var card : item.path("NetworkInterfaces")) {
      var association = card.path("Association");
      var ip = text(association, "PublicIp");
      if (ip != null && seen.add(ip)) {
        boolean ofPool = AMAZON.equals(text(association, "IpOwnerId"));
        entries.add(
            new Place(account, region, "EC2", id, ofPool ? launched : null, tags).range(ip));
      }
      addresses(card)
          .filter(seen::add)
          .forEach(v6 -> entries.add(new Place(account, region, "EC2", id, null, tags).range(v6)));
    }
    var alone = text(item, "PublicIpAddress");
    if (alone != null && seen.add(alone)) {
      entries.add(new Place(account, region, "EC2", id, null, tags).range(alone));
    }
    return entries;
  }

  private static Stream<String> addresses(JsonNode card) {
    var addresses = new ArrayList<String>();
    card.path("Ipv6Addresses").forEach(v6 -> addresses.add(text(v6, "Ipv6Address")));
    return addresses.stream().filter(v6 -> v6 != null);
  }

  private List<NewEntry> networkInterface(JsonNode item) {
    var account = first(text(item, "OwnerId"), options.accountId());
    var region = region(text(item, "AvailabilityZone"));
    var tags = AwsTags.of(item.has("TagSet") ? item.get("TagSet") : item.get("Tags"));
    var instance = text(item.path("Attachment"), "InstanceId");
    var attached = time(text(item.path("Attachment"), "AttachTime"));
    var entries = new ArrayList<NewEntry>();
    var seen = new LinkedHashSet<String>();
    var associations = new ArrayList<JsonNode>();
    associations.add(item.path("Association"));
    item.path("PrivateIpAddresses").forEach(ip -> associations.add(ip.path("Association")));
    for (var association : associations) {
      var ip = text(association, "PublicIp");
      if (ip != null && seen.add(ip)) {
        boolean ofPool = AMAZON.equals(text(association, "IpOwnerId"));
        entries.add(
            new Place(account, region, service(item), instance, ofPool ? attached : null, tags)
                .range(ip));
      }
    }
    addresses(item)
        .filter(seen::add)
        .forEach(
            v6 ->
                entries.add(
                    new Place(account, region, service(item), instance, null, tags).range(v6)));
    return entries;
  }

  private static String service(JsonNode card) {
    var type = card.path("InterfaceType").asText("");
    var description = card.path("Description").asText("");
    if (type.contains("load_balancer") || description.startsWith("ELB ")) {
      return "ELB";
    }
    return switch (type) {
      case "lambda" -> "Lambda";
      case "nat_gateway", "vpc_endpoint" -> "VPC";
      case "global_accelerator_managed" -> "Global Accelerator";
      default -> "EC2";
    };
  }

  private List<NewEntry> configured(JsonNode item) {
    var account = first(text(item, "accountId"), options.accountId());
    var region = region(text(item, "awsRegion"));
    var type = Objects.requireNonNullElse(text(item, "resourceType"), "");
    var service = type.matches("AWS::[A-Za-z0-9]+::.*") ? type.split("::")[1] : null;
    var tags = AwsTags.of(item.get("tags"));
    var id = text(item, "resourceId");
    var arn = text(item, "arn");
    var place = new Place(account, region, service, null, null, tags);
    var entries = new ArrayList<NewEntry>();
    boolean address = type.equals("AWS::EC2::EIP");
    if (!address) {
      entries.add(place.resource(arn == null ? id : arn));
    }
    var configuration = item.path("configuration");
    var instance =
        first(text(configuration, "instanceId"), type.equals("AWS::EC2::Instance") ? id : null);
    var ip = first(text(configuration, "publicIpAddress"), text(configuration, "publicIp"));
    if (ip != null) {
      entries.add(new Place(account, region, service, instance, null, tags).range(ip));
    } else if (address) {
      throw Problem.invalid(
          "configuration.publicIp", "is needed; select it in the query beside resourceId");
    }
    return entries;
  }

  /** Where something is and what it hangs on. */
  private final class Place {

    private final @Nullable String account;
    private final @Nullable String region;
    private final @Nullable String service;
    private final @Nullable String resource;
    private final @Nullable Instant from;
    private final Map<String, String> tags;

    Place(
        @Nullable String account,
        @Nullable String region,
        @Nullable String service,
        @Nullable String resource,
        @Nullable Instant from,
        Map<String, String> tags) {
      this.account = account;
      this.region = region;
      this.service = service;
      this.resource = resource;
      this.from = from;
      this.tags = tags;
    }

    NewEntry range(@Nullable String value) {
      return entry(Kind.RANGE, value);
    }

    NewEntry resource(@Nullable String value) {
      return entry(Kind.RESOURCE, value);
    }

    private NewEntry entry(Kind kind, @Nullable String value) {
      return new NewEntry(
          kind,
          value,
          first(AwsTags.owner(tags), options.owner()),
          null,
          account,
          service,
          region,
          resource,
          from,
          null,
          AwsTags.traits(AwsTags.name(tags), tags));
    }
  }

  /** {@code eu-west-1b} and {@code us-west-2-lax-1} lie in the regions that they begin with. */
  private static @Nullable String region(@Nullable String zone) {
    if (zone == null) {
      return null;
    }
    var found =
        java.util.regex.Pattern.compile("^[a-z]{2}(-[a-z]+)+-[0-9]+")
            .matcher(zone.length() > 60 ? zone.substring(0, 60) : zone);
    return found.find() ? found.group() : null;
  }

  private static @Nullable String text(JsonNode node, String name) {
    var value = node.get(name);
    return value == null || !value.isValueNode() || value.isNull() || value.asText().isBlank()
        ? null
        : value.asText();
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return null; // then it counts from now on
    }
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one == null ? other : one;
  }
}
