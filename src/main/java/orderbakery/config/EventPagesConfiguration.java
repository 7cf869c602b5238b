package orderbakery.config;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The description of websocket and rooms, from every process: it concerns all roles. */
@Configuration(proxyBeanMethods = false)
class EventPagesConfiguration implements WebMvcConfigurer {

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry.addResourceHandler("/asyncapi.yaml").addResourceLocations("classpath:/docs/");
  }
}
