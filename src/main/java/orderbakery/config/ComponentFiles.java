package orderbakery.config;

import java.time.Clock;
import orderbakery.api.FileUploads;
import orderbakery.api.Intake;
import orderbakery.api.Presented;
import orderbakery.api.PresentedFiles;
import orderbakery.api.StoredDocuments;
import orderbakery.broker.Broker;
import orderbakery.broker.WriterQueues;
import orderbakery.edge.ProblemWriter;
import orderbakery.files.ArrivingFiles;
import orderbakery.log.Partitions;
import orderbakery.operate.sweeps.FileSweeper;
import orderbakery.operate.sweeps.MissingFileSweeper;
import orderbakery.operate.sweeps.SweepLedger;
import orderbakery.store.MongoFileEvents;
import orderbakery.store.MongoNamedFiles;

/** Declares what takes in, hands out and sweeps the files of one component. */
final class ComponentFiles {
  /** So many are asked each time what files they name; most have none. */
  private static final int DOCUMENTS_OF_A_PAGE = 10_000;

  private ComponentFiles() {}

  static void declare(ComponentParts parts) {
    parts.add(
        "uploads",
        FileUploads.class,
        () ->
            new FileUploads(
                parts.own("intake", Intake.class),
                parts.shared(ArrivingFiles.class),
                parts.settings().files().sizeLimit().toBytes()));
    parts.add(
        "files",
        PresentedFiles.class,
        () ->
            new PresentedFiles(
                parts.component(),
                parts.own("presented", Presented.class),
                parts.shared(StoredDocuments.class),
                parts.shared(ProblemWriter.class)));
    parts.add(
        "file-sweeper",
        FileSweeper.class,
        () ->
            new FileSweeper(
                parts.name(),
                new MongoFileEvents(parts.sourceCollection("events")),
                parts.shared(SweepLedger.class),
                parts.shared(ArrivingFiles.class),
                parts.shared(Partitions.class),
                new WriterQueues(parts.shared(Broker.class))::isEmpty,
                parts.shared(Clock.class),
                parts.settings().files().keep()));
    parts.add(
        "missing-file-sweeper",
        MissingFileSweeper.class,
        () ->
            new MissingFileSweeper(
                parts.name(),
                new MongoNamedFiles(parts.name(), parts.presentations(), DOCUMENTS_OF_A_PAGE),
                new MongoFileEvents(parts.sourceCollection("events")),
                parts.shared(SweepLedger.class),
                parts.shared(Clock.class),
                parts.settings().sweeps().restAfter()));
  }
}
