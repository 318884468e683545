package dev.demarc.casework.merging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.Tlp;
import dev.demarc.casework.WaitingOn;
import dev.demarc.casework.WorkItem;
import dev.demarc.casework.WorkStatus;
import dev.demarc.shared.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a merge changed of two cases apart from what is on them.
 *
 * @param ended how far the open parts of the merged case were, by their ids
 * @param was what the case that it went into had before
 * @param now what it had then
 */
record MergeChanges(Map<UUID, Ended> ended, Terms was, Terms now) {

  /** How far a part was, and what it waited for; null where it did not wait. */
  record Ended(WorkStatus status, @Nullable WaitingOn waitingOn, @Nullable Instant waitingUntil) {

    static Ended of(WorkItem item) {
      return new Ended(item.status, item.waitingOn, item.waitingUntil);
    }
  }

  /**
   * @param due the ends of the clocks of its parts
   */
  record Terms(
      Severity severity,
      @Nullable Tlp tlp,
      @Nullable Tlp statedTlp,
      @Nullable Instant replyBy,
      @Nullable Instant extendedTo,
      Map<UUID, Instant> due) {

    static Terms of(IncidentCase on, List<WorkItem> items) {
      return new Terms(
          on.severity,
          on.tlp,
          on.statedTlp,
          on.replyBy,
          on.extendedTo,
          items.stream().collect(Collectors.toMap(item -> item.id, item -> item.dueAt)));
    }
  }

  String toJson(ObjectMapper json) {
    try {
      return json.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What a merge changed cannot be written down.", e);
    }
  }

  static MergeChanges fromJson(ObjectMapper json, String text) {
    try {
      return json.readValue(text, MergeChanges.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What a merge changed cannot be read any more.", e);
    }
  }
}
