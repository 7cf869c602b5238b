package orderbakery.config;

import java.nio.file.Path;
import orderbakery.files.ArrivingFiles;
import orderbakery.files.FileFolder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Files of entities: where they arrive, and where they are kept. */
@Configuration(proxyBeanMethods = false)
class FilesConfiguration {

  /** Beside the folder where files are kept, so that moving one there is one step. */
  @Bean
  ArrivingFiles arrivingFiles(BakerySettings settings) {
    return new ArrivingFiles(folder(settings).resolve("arriving"));
  }

  @Bean("file-folder")
  @ConditionalOnProperty("role.files-folder")
  FileFolder fileFolder(BakerySettings settings) {
    return new FileFolder(folder(settings).resolve("kept"));
  }

  private static Path folder(BakerySettings settings) {
    return settings.dataDirectory().resolve("files");
  }
}
