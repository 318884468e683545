package dev.demarc.sns;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Where Amazon SNS delivers. It sends no key: its signature says who speaks. */
@Path("/api/v1/sns")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Amazon SNS")
public class SnsResource {

  /** SNS sends 256 KiB at most; escaped as JSON inside JSON that can grow. */
  static final int MAX_BYTES = 1024 * 1024;

  /**
   * @param id of the report, the first where the message held several findings
   * @param ids of all of them; null where there is one
   * @param status {@code RECEIVED} for a message; null otherwise
   * @param state of the topic
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SnsAnswer(
      @Nullable UUID id,
      @Nullable List<UUID> ids,
      @Nullable String status,
      String topic,
      TopicState state) {}

  private final SnsDeliveries arrivals;
  private final MeterRegistry meters;

  SnsResource(SnsDeliveries arrivals, MeterRegistry meters) {
    this.arrivals = arrivals;
    this.meters = meters;
  }

  @POST
  @PermitAll
  @Consumes({MediaType.TEXT_PLAIN, MediaType.APPLICATION_JSON})
  @Operation(
      summary = "Takes a message of Amazon SNS",
      description =
          "202 for a notification of an approved topic, 200 where it came before; 200 for a"
              + " subscription that now waits for an administrator, or is approved.")
  public RestResponse<SnsAnswer> take(
      @HeaderParam("x-amz-sns-message-type") String messageType,
      @HeaderParam("x-amz-sns-rawdelivery") String rawDelivery,
      InputStream body) {
    try {
      requireEnvelope(messageType, rawDelivery);
      var arrival = arrivals.take(bytes(body), messageType);
      var ids = arrival.reportIds();
      boolean notification = messageType.equals(Envelope.Kind.NOTIFICATION.word);
      return ResponseBuilder.create(
              notification && !arrival.repeat()
                  ? RestResponse.Status.ACCEPTED
                  : RestResponse.Status.OK,
              new SnsAnswer(
                  ids.isEmpty() ? null : ids.get(0),
                  ids.size() < 2 ? null : ids,
                  notification ? "RECEIVED" : null,
                  arrival.topic(),
                  arrival.state()))
          .build();
    } catch (Problem problem) {
      meters.counter("demarc.sns.refused", "problem", problem.type().name()).increment();
      throw problem;
    }
  }

  private static void requireEnvelope(String messageType, String rawDelivery) {
    if ("true".equalsIgnoreCase(rawDelivery)) {
      throw new Problem(
          ProblemType.FORBIDDEN,
          "Raw message delivery carries no signature. Switch it off for this subscription, or send"
              + " the message to /api/v1/reports with a key.");
    }
    if (messageType == null) {
      throw new Problem(
          ProblemType.BAD_REQUEST,
          "This address takes what Amazon SNS sends, with the header x-amz-sns-message-type."
              + " Anything else goes to /api/v1/reports, with a key.");
    }
  }

  private static byte[] bytes(InputStream body) {
    try {
      var raw = body.readNBytes(MAX_BYTES + 1);
      if (raw.length > MAX_BYTES) {
        throw new Problem(
            ProblemType.TOO_LARGE, "A message of SNS may have at most 1 MiB (1,048,576 bytes).");
      }
      return raw;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
